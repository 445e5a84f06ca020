import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '@catena/engine';
import { makeFolder } from '@catena/engine/node';

const fileSchema = z.object({
  version: z.literal(1),
  secrets: z.record(z.string(), z.string()),
  tokens: z.record(z.string(), z.string()),
});

type Content = z.infer<typeof fileSchema>;

/** Keeps what must not be seen: secrets of workflows by name, tokens by provider. */
export interface SecretStore {
  /** Secrets by name, for runs only: they never leave the server. */
  all(): Promise<Record<string, string>>;
  /** Names of secrets, sorted. */
  names(): Promise<string[]>;
  /** Sets a secret; undefined removes it. Resolves to whether it was there. */
  set(name: string, value: string | undefined): Promise<boolean>;
  /** The token of an account at a provider. */
  token(provider: string): Promise<string | undefined>;
  /** Sets a token; undefined removes it. Resolves to whether it was there. */
  setToken(provider: string, value: string | undefined): Promise<boolean>;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A file that only its owner can read, written whole or not at all. */
class FileSecretStore implements SecretStore {
  readonly #path: string;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async all(): Promise<Record<string, string>> {
    return (await this.#read()).secrets;
  }

  async names(): Promise<string[]> {
    return Object.keys(await this.all()).toSorted();
  }

  set(name: string, value: string | undefined): Promise<boolean> {
    return this.#change('secrets', name, value);
  }

  async token(provider: string): Promise<string | undefined> {
    return new Map(Object.entries((await this.#read()).tokens)).get(provider);
  }

  setToken(provider: string, value: string | undefined): Promise<boolean> {
    return this.#change('tokens', provider, value);
  }

  async #read(): Promise<Content> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return { version: 1, secrets: {}, tokens: {} };
      throw this.#failed('read', error);
    }
    try {
      return fileSchema.parse(JSON.parse(text));
    } catch {
      // What the parser says may quote the content.
      throw this.#failed('read', new Error('it is damaged'));
    }
  }

  /** One after the other: each reads what the one before has written. */
  #change(
    section: 'secrets' | 'tokens',
    name: string,
    value: string | undefined,
  ): Promise<boolean> {
    const change = this.#lastChange.then(async () => {
      const content = await this.#read();
      const entries = new Map(Object.entries(content[section]));
      const existed = entries.has(name);
      if (value === undefined) entries.delete(name);
      else entries.set(name, value);
      await this.#write({ ...content, [section]: Object.fromEntries(entries) });
      return existed;
    });
    this.#lastChange = change.catch(() => undefined);
    return change;
  }

  async #write(content: Content): Promise<void> {
    const folder = dirname(this.#path);
    const part = join(folder, `.secrets-${randomUUID()}.part`);
    try {
      await makeFolder(folder);
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, this.#path);
    } catch (error) {
      await rm(part, { force: true });
      throw this.#failed('written', error);
    }
  }

  #failed(done: 'read' | 'written', error: unknown): EngineError {
    const reason = error instanceof Error ? error.message : String(error);
    return new EngineError({
      code: 'storage-failed',
      message: `The secrets in ${this.#path} cannot be ${done}: ${reason}.`,
      hint: 'Check that the data folder can be read and written; a damaged file can be deleted, the secrets are lost then.',
      cause: error,
    });
  }
}

/** Keeps secrets in a file of mode 0600. The file is made with the first secret. */
export function createFileSecretStore(path: string): SecretStore {
  return new FileSecretStore(path);
}
