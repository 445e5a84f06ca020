import { EngineError } from '../errors/engine-error.ts';
import type { AnyNodeDefinition } from './define-node.ts';
import { describeNode } from './describe-node.ts';
import { NodeCatalog } from './node-catalog.ts';

/** A set of node types that can run. */
export class NodeLibrary {
  readonly #definitions: ReadonlyMap<string, AnyNodeDefinition>;
  /** The descriptors of the same node types. */
  readonly catalog: NodeCatalog;

  constructor(definitions: readonly AnyNodeDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.type, definition]));
    this.catalog = new NodeCatalog(definitions.map(describeNode));
  }

  /** @throws EngineError `unknown-node-type`. */
  get(type: string): AnyNodeDefinition {
    const definition = this.#definitions.get(type);
    if (definition) return definition;
    throw new EngineError({ code: 'unknown-node-type', message: `No node type "${type}".` });
  }
}
