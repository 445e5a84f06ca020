/** A binary heap: `pop` takes the entry that stands before all others. */
export class ReadyHeap<Entry> {
  readonly #entries: Entry[] = [];
  readonly #before: (one: Entry, other: Entry) => boolean;

  constructor(before: (one: Entry, other: Entry) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#entries.length;
  }

  peek(): Entry | undefined {
    return this.#entries[0];
  }

  push(entry: Entry): void {
    const entries = this.#entries;
    let index = entries.length;
    entries.push(entry);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = entries[above] as Entry;
      if (!this.#before(entry, parent)) break;
      entries[index] = parent;
      index = above;
    }
    entries[index] = entry;
  }

  pop(): Entry | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (entries.length === 0 || last === undefined) return top;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      if (below >= entries.length) break;
      const right = below + 1;
      if (
        right < entries.length &&
        this.#before(entries[right] as Entry, entries[below] as Entry)
      ) {
        below = right;
      }
      const child = entries[below] as Entry;
      if (!this.#before(child, last)) break;
      entries[index] = child;
      index = below;
    }
    entries[index] = last;
    return top;
  }
}
