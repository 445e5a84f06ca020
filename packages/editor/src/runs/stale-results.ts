import {
  canonicalJson,
  parseReference,
  WorkflowGraph,
  type Workflow,
  type WorkflowInput,
  type WorkflowNode,
} from '@catena/engine';

/** What a setting is called when it has changed; what is not here changes no result. */
const settings: readonly (readonly [string, string])[] = [
  ['type', 'the node type changed'],
  ['provider', 'the provider changed'],
  ['model', 'the model changed'],
  ['types', 'the type of a port was corrected'],
  ['onItemError', 'what happens to failed items changed'],
];

/** Texts of values, so that a document is compared again only where it has changed. */
const texts = new WeakMap<object, string>();

function toText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return canonicalJson(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}

function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const from = (value as Record<string, unknown>)['$from'];
  return typeof from === 'string' ? from : undefined;
}

function isWhole(value: unknown): string {
  const each = (value as { each?: unknown } | undefined)?.each;
  return typeof each === 'boolean' ? String(each) : '';
}

/** Why a port is fed otherwise, in words. */
function describePort(port: string, before: unknown, after: unknown): string {
  const [from, to] = [referenceOf(before), referenceOf(after)];
  if (from === undefined && to === undefined) return `${port} changed`;
  if (to === undefined) return `the wire at ${port} was removed`;
  if (from !== to) return `a new wire at ${port}`;
  return isWhole(before) === isWhole(after)
    ? `${port} changed`
    : `how ${port} takes its list changed`;
}

function compareNodes(before: WorkflowNode, after: WorkflowNode): string | undefined {
  if (before === after || toText(before) === toText(after)) return undefined;
  for (const [name, words] of settings) {
    if (toText(before[name]) !== toText(after[name])) return words;
  }
  if (Boolean(before.mute) !== Boolean(after.mute)) {
    return after.mute ? 'it is muted now' : 'it was muted then';
  }
  if (Boolean(before.bypass) !== Boolean(after.bypass)) {
    return after.bypass ? 'it is bypassed now' : 'it was bypassed then';
  }
  const ports = new Set([...Object.keys(before.input ?? {}), ...Object.keys(after.input ?? {})]);
  const changed = [...ports].filter(
    (port) => toText(before.input?.[port]) !== toText(after.input?.[port]),
  );
  const [first] = changed;
  if (first === undefined) return undefined;
  if (changed.length === 1) return describePort(first, before.input?.[first], after.input?.[first]);
  if (changed.length > 3) return `${changed.length} of its inputs changed`;
  return `${changed.slice(0, -1).join(', ')} and ${changed.at(-1)} changed`;
}

function isSameInput(before: WorkflowInput | undefined, after: WorkflowInput | undefined): boolean {
  if (before === after) return true;
  return (
    toText(before?.type) === toText(after?.type) &&
    toText(before?.default) === toText(after?.default)
  );
}

/** The title of a changed input of the workflow that feeds the node. */
function changedInput(node: WorkflowNode, run: Workflow, now: Workflow): string | undefined {
  for (const value of Object.values(node.input ?? {})) {
    const from = referenceOf(value);
    const source = from === undefined ? undefined : parseReference(from);
    if (source?.kind !== 'input') continue;
    const [before, after] = [run.inputs?.[source.name], now.inputs?.[source.name]];
    if (!isSameInput(before, after)) return after?.title ?? before?.title ?? source.name;
  }
  return undefined;
}

/**
 * The nodes whose results in a run no longer belong to the document, and why, in words.
 *
 * 1. Compared is what a result depends on: never titles, notes, layout or order.
 * 2. It follows from the two documents alone, so undoing an edit takes its marks away.
 * 3. A node that takes a result which no longer belongs is named with the node it takes it from.
 */
export function staleResults(run: Workflow, now: Workflow): Map<string, string> {
  const stale = new Map<string, string>();
  if (run.nodes === now.nodes && run.inputs === now.inputs) return stale;
  const graph = new WorkflowGraph(now);
  for (const id of graph.topologicalOrder()) {
    const [before, after] = [run.nodes[id], now.nodes[id]];
    if (!before || !after) continue;
    const input = changedInput(after, run, now);
    const source = graph.incoming(id).find((edge) => stale.has(edge.source))?.source;
    const reason =
      compareNodes(before, after) ??
      (input !== undefined ? `its input "${input}" changed` : undefined) ??
      (source !== undefined
        ? `its input "${now.nodes[source]?.title ?? source}" changed`
        : undefined);
    if (reason !== undefined) stale.set(id, reason);
  }
  return stale;
}
