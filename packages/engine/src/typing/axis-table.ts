import type { Axis, AxisOwner } from './typed-workflow.ts';

/** Hands out axes; the same id of the same kind of owner gives the same axis. */
export class AxisTable {
  readonly axes: Axis[] = [];
  // An input and an output of a node may have one name: a list in the file is not the list it makes.
  readonly #byOwner = new Map<string, Axis>();

  /**
   * The axes of a list of lists: one for each level, each hanging on the ones before it. The levels
   * below the first carry `innerId`, since only outermost lists of several ports share an axis.
   */
  open(options: {
    id: string;
    innerId: string;
    depth: number;
    outer: readonly number[];
    owner: AxisOwner;
  }): number[] {
    const own: number[] = [];
    for (let level = 0; level < options.depth; level += 1) {
      const id = level === 0 ? options.id : `${options.innerId}/${level + 1}`;
      const key = `${options.owner.kind} ${id}`;
      const known = this.#byOwner.get(key);
      if (known) {
        own.push(known.index);
        continue;
      }
      const axis: Axis = {
        index: this.axes.length,
        id,
        parents: [...options.outer, ...own],
        owner: options.owner,
        level,
      };
      this.axes.push(axis);
      this.#byOwner.set(key, axis);
      own.push(axis.index);
    }
    return own;
  }
}
