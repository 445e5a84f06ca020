const most = 200;

/**
 * Values of a label that come from outside, such as names of models: so many are told apart, and all
 * others are `other`, so that a list of metrics has an end.
 */
export class BoundedLabels {
  readonly #known = new Set<string>();

  of(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= most) return 'other';
    this.#known.add(value);
    return value;
  }
}
