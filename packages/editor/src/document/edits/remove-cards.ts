import { parseReference, writePortType, type NodePorts, type Workflow } from '@catena/engine';
import { parseCardId, writeCardId, type CardKind } from '../card-id.ts';
import { listCards } from '../cards.ts';
import { isReference, parseFrom } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { dropStrays } from './drop-strays.ts';
import { mapLayout } from './map-layout.ts';
import { mapReferences } from './map-references.ts';
import { findEntry, withSection } from './with-section.ts';

export interface RemoveOptions {
  /**
   * Ports by node: what fed a removed node then feeds what it fed, where exactly one of its fed
   * inputs has the type of the output.
   */
  heal?: ReadonlyMap<string, NodePorts> | undefined;
}

function without<Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  gone: ReadonlySet<string>,
  kind: CardKind,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries ?? {}).filter(([name]) => !gone.has(writeCardId({ kind, name }))),
  );
}

/** What goes through a node to one of its outputs, as `$from`; undefined where that is not clear. */
function findPassed(
  workflow: Workflow,
  source: { nodeId: string; port: string },
  ports: NodePorts | undefined,
): string | undefined {
  const output = ports?.outputs.find(({ name }) => name === source.port);
  if (!ports || !output) return undefined;
  const input = findEntry(workflow, 'nodes', source.nodeId)?.input ?? {};
  const passed = ports.inputs.flatMap(({ name, type, variable }) => {
    const value = input[name];
    const fits = writePortType(type) === writePortType(output.type) && variable === output.variable;
    return fits && isReference(value) ? [value.$from] : [];
  });
  return passed.length === 1 ? passed[0] : undefined;
}

/** Follows what goes through removed nodes until something is reached that stays. */
function healReference(
  workflow: Workflow,
  from: string,
  { gone, heal }: { gone: ReadonlySet<string>; heal: ReadonlyMap<string, NodePorts> },
): string | undefined {
  const seen = new Set<string>();
  let current: string | undefined = from;
  while (current !== undefined) {
    const card = parseFrom(current)?.card;
    if (card === undefined || !gone.has(card)) return current;
    const source = parseReference(current);
    if (seen.has(current) || source?.kind !== 'node') return undefined;
    seen.add(current);
    current = findPassed(workflow, source, heal.get(source.nodeId));
  }
  return undefined;
}

/**
 * Removes cards and every reference to them, wherever it stands. Frames go without the cards in them.
 */
export function removeCards(cards: Iterable<string>, { heal }: RemoveOptions = {}): Edit {
  return (workflow) => {
    const known = new Set(listCards(workflow));
    const gone = new Set([...cards].filter((card) => known.has(card)));
    if (gone.size === 0) return workflow;
    const mapped = mapReferences(workflow, (from) => {
      const card = parseFrom(from)?.card;
      if (card === undefined || !gone.has(card)) return from;
      return heal && healReference(workflow, from, { gone, heal });
    });
    const isGone = (kind: CardKind) => [...gone].some((card) => parseCardId(card).kind === kind);
    let next = mapped;
    if (isGone('node')) next = withSection(next, 'nodes', without(next.nodes, gone, 'node'));
    if (isGone('input')) next = withSection(next, 'inputs', without(next.inputs, gone, 'input'));
    if (isGone('output'))
      next = withSection(next, 'outputs', without(next.outputs, gone, 'output'));
    const bare = mapLayout(next, {
      card: (id) => (gone.has(id) ? undefined : id),
      edge: (id) => id,
    });
    return dropStrays(workflow, bare);
  };
}
