import type { NodeDescriptor } from './node-descriptor.ts';

/** A set of node types that can be planned with. */
export class NodeCatalog {
  readonly #descriptors: ReadonlyMap<string, NodeDescriptor>;

  constructor(descriptors: readonly NodeDescriptor[]) {
    this.#descriptors = new Map(descriptors.map((descriptor) => [descriptor.type, descriptor]));
  }

  find(type: string): NodeDescriptor | undefined {
    return this.#descriptors.get(type);
  }

  /** In the order of the library. */
  all(): NodeDescriptor[] {
    return [...this.#descriptors.values()];
  }
}
