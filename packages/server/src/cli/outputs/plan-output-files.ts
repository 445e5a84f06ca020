import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { fileExtension } from './file-extension.ts';

/** A file that an output of a workflow is written to. */
export interface OutputFile {
  /** Name of the output. */
  output: string;
  /** Relative to the folder for outputs, with `/` between names. */
  path: string;
  content: ArtifactRef | string;
}

const leastDigits = 4;

function numbered(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(leastDigits, String(count).length), '0');
}

function isFileLike(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0 && value.every(isFileLike)
    : typeof value === 'string' || isArtifactRef(value);
}

class OutputPlanner {
  readonly files: OutputFile[] = [];
  readonly #output: string;

  constructor(output: string) {
    this.#output = output;
  }

  /** One file for each text or artifact, lists as folders; all else is one JSON file. */
  add(value: unknown, name: string): void {
    if (typeof value === 'string') this.#put(`${name}.txt`, value);
    else if (isArtifactRef(value)) this.#put(`${name}.${fileExtension(value.mediaType)}`, value);
    else if (Array.isArray(value) && isFileLike(value)) {
      for (const [index, item] of value.entries()) {
        this.add(item, `${name}/${numbered(index, value.length)}`);
      }
    } else {
      const json: unknown = this.#extract(value, name);
      this.#put(`${name}.json`, `${JSON.stringify(json, undefined, 2)}\n`);
    }
  }

  /** Artifacts inside JSON become files beside it, named by `$file` as in a workflow. */
  #extract(value: unknown, name: string): unknown {
    if (isArtifactRef(value)) {
      const path = `${name}-files/${numbered(this.files.length, 0)}.${fileExtension(value.mediaType)}`;
      this.#put(path, value);
      return { $file: path };
    }
    if (Array.isArray(value)) return value.map((member) => this.#extract(member, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, this.#extract(member, name)]),
    );
  }

  #put(path: string, content: ArtifactRef | string): void {
    this.files.push({ output: this.#output, path, content });
  }
}

/**
 * Decides which files the outputs of a run are written to: `name.png`, `name.txt`, `name.json`, and
 * `name/0001.png` … for lists.
 */
export function planOutputFiles(outputs: Readonly<Record<string, unknown>>): OutputFile[] {
  return Object.entries(outputs).flatMap(([name, value]) => {
    const planner = new OutputPlanner(name);
    planner.add(value, name);
    return planner.files;
  });
}
