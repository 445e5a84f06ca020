/** A file in memory that is written and rewound, never read by its writer. */
export class WrittenFile {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #position = 0;

  write(part: Uint8Array): void {
    const end = this.#position + part.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#position);
    this.#position = end;
    this.#length = Math.max(this.#length, end);
  }

  seek(offset: number, whence: number): number {
    const origin = [0, this.#position, this.#length][whence] ?? 0;
    this.#position = Math.max(0, origin + offset);
    return this.#position;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
