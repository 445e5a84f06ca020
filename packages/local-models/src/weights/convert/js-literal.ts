/**
 * Reads an object or array literal of minified JavaScript as data, without running it: JSON with bare
 * keys, `!0` and `!1`, and numbers such as `.5`.
 */
export function parseJsLiteral(text: string, start: number): unknown {
  return new LiteralReader(text, start).value();
}

const wordPattern = /[\w$]+/y;
const numberPattern = /-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const stringPattern = /"(?:[^"\\]|\\.)*"/y;
const words: Readonly<Record<string, unknown>> = {
  '!0': true,
  '!1': false,
  true: true,
  false: false,
  null: null,
};

class LiteralReader {
  readonly #text: string;
  #position: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#position = start;
  }

  value(): unknown {
    const next = this.#text[this.#position];
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    if (next === '"') return this.#string();
    for (const [word, value] of Object.entries(words)) {
      if (this.#text.startsWith(word, this.#position)) {
        this.#position += word.length;
        return value;
      }
    }
    return Number(this.#match(numberPattern));
  }

  #object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#list('}', () => {
      const key = this.#text[this.#position] === '"' ? this.#string() : this.#match(wordPattern);
      this.#expect(':');
      entries.push([key, this.value()]);
    });
    return Object.fromEntries(entries);
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#list(']', () => items.push(this.value()));
    return items;
  }

  #list(end: string, readItem: () => void): void {
    this.#position += 1;
    while (this.#text[this.#position] !== end) {
      readItem();
      if (this.#text[this.#position] !== end) this.#expect(',');
    }
    this.#position += 1;
  }

  #string(): string {
    return String(JSON.parse(this.#match(stringPattern)));
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) throw this.#unexpected();
    this.#position += found.length;
    return found;
  }

  #expect(character: string): void {
    if (this.#text[this.#position] !== character) throw this.#unexpected();
    this.#position += 1;
  }

  #unexpected(): Error {
    const near = this.#text.slice(this.#position, this.#position + 20);
    return new Error(`Unexpected "${near}" at ${this.#position}.`);
  }
}
