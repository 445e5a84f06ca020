// A folder that outputs are written to.
//
// 1. Whether it can be written is found out before a run starts, not after it was paid for.
// 2. A file that Catena did not write, or that was changed since, is never replaced without `overwrite`.
// 3. A file is whole or not there: it is written beside its place and renamed.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EngineError, type ArtifactStore } from '@catena/engine';
import { makeFolder } from '@catena/engine/node';
import { UsageError } from '../errors/usage-error.ts';
import { isOwnFile, readManifest, writeManifest, type OutputManifest } from './output-manifest.ts';
import type { OutputFile } from './plan-output-files.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'there is a file of that name',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the path is too long',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error && reasons[String(error.code)]) || error.message;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

async function filesBelow(folder: string, name: string): Promise<string[]> {
  if (!(await exists(join(folder, name)))) return [];
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** A place for outputs that can be written. */
export class OutputFolder {
  readonly folder: string;
  readonly #overwrite: boolean;
  readonly #manifest: OutputManifest;

  private constructor(folder: string, overwrite: boolean, manifest: OutputManifest) {
    this.folder = folder;
    this.#overwrite = overwrite;
    this.#manifest = manifest;
  }

  /**
   * Makes sure that a folder can be written, and that outputs of these names would not replace files
   * of somebody else.
   *
   * @throws UsageError `cannot-write-outputs` or `outputs-in-the-way`.
   */
  static async open(
    folder: string,
    options: { names: readonly string[]; overwrite: boolean },
  ): Promise<OutputFolder> {
    const probe = join(folder, `.catena-probe-${process.pid}`);
    try {
      await makeFolder(folder);
      await writeFile(probe, '');
      await rm(probe);
    } catch (cause) {
      throw new UsageError({
        code: 'cannot-write-outputs',
        message: `Outputs cannot be written to ${folder}: ${reasonOf(cause)}.`,
        hint: 'Choose another folder with --out. Nothing was run.',
        cause,
      });
    }
    const opened = new OutputFolder(folder, options.overwrite, await readManifest(folder));
    await opened.#refuseForeign(await opened.#inTheWay(options.names));
    return opened;
  }

  /** Writes files and removes those that an earlier run wrote for the same outputs and this one did not. */
  async write(
    files: readonly OutputFile[],
    artifacts: Pick<ArtifactStore, 'read'>,
  ): Promise<string[]> {
    const paths = files.map(({ path }) => path);
    await this.#refuseForeign(paths);
    const manifest: OutputManifest = { ...this.#manifest };
    try {
      for (const file of files) {
        manifest[file.path] = { output: file.output, sha256: await this.#place(file, artifacts) };
      }
      const outputs = new Set(files.map(({ output }) => output));
      for (const path of await this.#stale(manifest, outputs, new Set(paths))) {
        await rm(join(this.folder, path), { force: true });
        delete manifest[path];
      }
      await writeManifest(this.folder, manifest);
    } catch (cause) {
      if (EngineError.isInstance(cause)) throw cause;
      throw new EngineError({
        code: 'cannot-write-outputs',
        message: `The outputs could not be written to ${this.folder}: ${reasonOf(cause)}.`,
        hint: 'Nothing is lost: run again with another --out, all steps come from the cache.',
        cause,
      });
    }
    return paths;
  }

  async #place(file: OutputFile, artifacts: Pick<ArtifactStore, 'read'>): Promise<string> {
    const path = join(this.folder, file.path);
    const part = join(dirname(path), `.${basename(path)}.part`);
    const { content } = file;
    const bytes = typeof content === 'string' ? [content] : artifacts.read(content.$artifact);
    const hash = createHash('sha256');
    const tap = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk);
        done(undefined, chunk);
      },
    });
    await makeFolder(dirname(path));
    try {
      await pipeline(Readable.from(bytes), tap, createWriteStream(part));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return hash.digest('hex');
  }

  async #stale(
    manifest: OutputManifest,
    outputs: ReadonlySet<string>,
    written: ReadonlySet<string>,
  ): Promise<string[]> {
    const stale: string[] = [];
    for (const [path, entry] of Object.entries(manifest)) {
      if (!outputs.has(entry.output) || written.has(path)) continue;
      const there = await exists(join(this.folder, path));
      if (!there || (await isOwnFile(this.folder, path, manifest))) stale.push(path);
    }
    return stale;
  }

  /** Files where outputs of these names would go: `name.*`, and numbered ones in the folder `name`. */
  async #inTheWay(names: readonly string[]): Promise<string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    const top = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .filter((file) => names.some((name) => file === name || file.startsWith(`${name}.`)));
    const folders = entries.filter((entry) => entry.isDirectory() && names.includes(entry.name));
    const below = await Promise.all(folders.map(({ name }) => filesBelow(this.folder, name)));
    return [...top, ...below.flat().filter((path) => /\/\d{4,}\.\w+$/.test(path))];
  }

  async #refuseForeign(paths: readonly string[]): Promise<void> {
    if (this.#overwrite) return;
    for (const path of paths) {
      if (!(await exists(join(this.folder, path)))) continue;
      if (await isOwnFile(this.folder, path, this.#manifest)) continue;
      throw new UsageError({
        code: 'outputs-in-the-way',
        message: `${join(this.folder, path)} is there already, and is not a file that Catena wrote.`,
        hint: 'Choose another folder with --out, move the file, or allow it with --yes.',
      });
    }
  }
}
