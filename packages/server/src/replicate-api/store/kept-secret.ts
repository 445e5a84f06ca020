import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../../settings/secret-store.ts';

/** A secret of this server: made when it is needed first, and kept beside the others. */
export class KeptSecret {
  readonly #secrets: Pick<SecretStore, 'token' | 'setToken'>;
  readonly #name: string;
  #value: Promise<string> | undefined;

  constructor(secrets: Pick<SecretStore, 'token' | 'setToken'>, name: string) {
    this.#secrets = secrets;
    this.#name = name;
  }

  /** 24 random bytes in base64. */
  value(): Promise<string> {
    this.#value ??= this.#load();
    return this.#value;
  }

  async #load(): Promise<string> {
    try {
      const kept = await this.#secrets.token(this.#name);
      if (kept !== undefined) return kept;
      const made = randomBytes(24).toString('base64');
      await this.#secrets.setToken(this.#name, made);
      return made;
    } catch (error) {
      this.#value = undefined;
      throw error;
    }
  }
}
