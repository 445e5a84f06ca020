/** What a text is beside its values: whether it is JSON, how deep it goes, what it says twice. */
export interface JsonScan {
  /** The first place where the text is no JSON. */
  fault?: { offset: number; reason: string };
  /** Set where lists and objects are nested too deeply; nothing after it has been looked at. */
  tooDeep?: true;
  /** Members that an object has twice; readers of JSON silently take the last one. */
  duplicates: { key: string; path: readonly (string | number)[] }[];
}

interface Frame {
  kind: 'object' | 'array';
  keys: Set<string>;
  /** The member or position that is being read. */
  key: string | number;
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

const maxDuplicates = 20;
const spaces = /[ \t\n\r]*/y;
const [quote, backslash, firstPrintable] = [0x22, 0x5c, 0x20];
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar =
  /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![A-Za-z0-9_.+-])/y;

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

class Scanner {
  readonly #source: string;
  readonly #maxDepth: number;
  readonly #frames: Frame[] = [];
  readonly duplicates: { key: string; path: readonly (string | number)[] }[] = [];
  #offset = 0;
  #expected: Expected = 'value';

  constructor(source: string, maxDepth: number) {
    this.#source = source;
    this.#maxDepth = maxDepth;
  }

  /** False where the text goes too deep. */
  scan(): boolean {
    for (;;) {
      this.#match(spaces);
      const frame = this.#frames.at(-1);
      if (!frame && this.#expected === 'comma-or-end') break;
      const letter = this.#source[this.#offset];
      if (letter === undefined) throw this.#fault('the text ends too early');
      if (letter === '/') throw this.#fault('JSON has no comments; use a "note" instead');
      if (frame && this.#takeEnd(frame, letter)) continue;
      if (this.#expected === 'comma-or-end') this.#takeComma(frame as Frame, letter);
      else if (this.#expected === 'colon') this.#takeColon(letter);
      else if (this.#expected === 'key' || this.#expected === 'key-or-end') {
        this.#takeKey(frame as Frame, letter);
      } else if (!this.#takeValue(letter)) return false;
    }
    if (this.#offset < this.#source.length) {
      throw this.#fault('there is more text after the end of the document');
    }
    return true;
  }

  #fault(reason: string): Fault {
    return new Fault(this.#offset, reason);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const [found] = pattern.exec(this.#source) ?? [];
    if (found !== undefined) this.#offset += found.length;
    return found;
  }

  #takeEnd(frame: Frame, letter: string): boolean {
    if (letter !== (frame.kind === 'object' ? '}' : ']')) return false;
    if (this.#expected === 'key' || this.#expected === 'value') {
      throw this.#fault(`a value is missing before ${letter}, or the comma before it is too many`);
    }
    if (this.#expected === 'colon') return false;
    this.#offset += 1;
    this.#frames.pop();
    this.#expected = 'comma-or-end';
    return true;
  }

  #takeComma(frame: Frame, letter: string): void {
    if (letter !== ',') {
      throw this.#fault(`a comma or ${frame.kind === 'object' ? '}' : ']'} is missing`);
    }
    this.#offset += 1;
    if (typeof frame.key === 'number') frame.key += 1;
    this.#expected = frame.kind === 'object' ? 'key' : 'value';
  }

  #takeColon(letter: string): void {
    if (letter !== ':') throw this.#fault('a colon is missing after the name');
    this.#offset += 1;
    this.#expected = 'value';
  }

  #skipPlainText(): void {
    const source = this.#source;
    let at = this.#offset;
    while (at < source.length) {
      const code = source.charCodeAt(at);
      if (code === quote || code === backslash || code < firstPrintable) break;
      at += 1;
    }
    this.#offset = at;
  }

  #takeText(): string {
    const start = this.#offset;
    this.#offset += 1;
    do this.#skipPlainText();
    while (this.#match(escape) !== undefined);
    const letter = this.#source[this.#offset];
    if (letter === '\\') throw this.#fault('there is no such escape in JSON');
    if (letter !== '"') {
      this.#offset = start;
      throw this.#fault('a text is not closed with " on its line');
    }
    this.#offset += 1;
    return this.#source.slice(start, this.#offset);
  }

  #takeKey(frame: Frame, letter: string): void {
    if (letter !== '"') {
      throw this.#fault(
        letter === ',' ? 'there is a comma too many' : 'a name in double quotes is missing',
      );
    }
    const key = JSON.parse(this.#takeText()) as string;
    frame.key = key;
    if (frame.keys.has(key) && this.duplicates.length < maxDuplicates) {
      this.duplicates.push({ key, path: this.#frames.map((open) => open.key) });
    }
    frame.keys.add(key);
    this.#expected = 'colon';
  }

  #takeValue(letter: string): boolean {
    this.#expected = 'comma-or-end';
    if (letter === '"') {
      this.#takeText();
    } else if (letter === '{' || letter === '[') {
      if (this.#frames.length >= this.#maxDepth) return false;
      const kind = letter === '{' ? 'object' : 'array';
      this.#frames.push({ kind, keys: new Set(), key: kind === 'object' ? '' : 0 });
      this.#expected = kind === 'object' ? 'key-or-end' : 'value-or-end';
      this.#offset += 1;
    } else if (this.#match(scalar) === undefined) {
      throw this.#fault(
        letter === "'"
          ? 'texts stand in double quotes'
          : 'a value is missing or not written as JSON',
      );
    }
    return true;
  }
}

/**
 * Reads a text as JSON without keeping its values and without recursion; never throws.
 *
 * @param maxDepth - Levels of lists and objects, one within the other, that are read.
 */
export function scanJson(source: string, maxDepth: number): JsonScan {
  const scanner = new Scanner(source, maxDepth);
  try {
    const complete = scanner.scan();
    return { duplicates: scanner.duplicates, ...(!complete && { tooDeep: true }) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const fault = { offset: error.offset, reason: error.message };
    return { fault, duplicates: scanner.duplicates };
  }
}
