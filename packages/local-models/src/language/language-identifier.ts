import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

export interface LanguageCandidate {
  /** ISO 639-1 code, or 639-3 where there is none of two letters. */
  language: string;
  /** 0 to 1. */
  score: number;
}

/** Gives the likeliest languages of a text, best first. */
export type LanguageIdentifier = (text: string, most: number) => LanguageCandidate[];

const modelPath = '/model.ftz';
const labelPrefix = '__label__';

interface FastTextCore {
  FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  FastText: new () => {
    loadModel(path: string): void;
    predict(text: string, most: number, threshold: number): ForeignList<[number, string]>;
  };
}

/** A list in the memory of the program; it has to be given back. */
interface ForeignList<Item> {
  size(): number;
  get(index: number): Item;
  delete(): void;
}

interface CoreOptions {
  wasmBinary: Uint8Array;
  print(line: string): void;
  printErr(line: string): void;
}

/** Starts fastText from its kept files: the glue code, the program, and the model. */
export async function openLanguageIdentifier(paths: {
  glue: string;
  program: string;
  model: string;
}): Promise<LanguageIdentifier> {
  const glue: unknown = await import(pathToFileURL(paths.glue).href);
  const { default: createCore } = glue as {
    default: (options: CoreOptions) => Promise<FastTextCore>;
  };
  const silent = () => undefined;
  const wasmBinary = await readFile(paths.program);
  const core = await createCore({ wasmBinary, print: silent, printErr: silent });
  core.FS.writeFile(modelPath, await readFile(paths.model));
  const fastText = new core.FastText();
  fastText.loadModel(modelPath);
  core.FS.unlink(modelPath);
  return (text, most) => {
    const list = fastText.predict(text.replace(/\s+/g, ' ').trim(), most, 0);
    const candidates = Array.from({ length: list.size() }, (_, index) => {
      const [score, label] = list.get(index);
      return { language: label.slice(labelPrefix.length), score: Math.min(1, score) };
    });
    list.delete();
    return candidates.toSorted((a, b) => b.score - a.score);
  };
}
