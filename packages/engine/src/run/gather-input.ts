import type { PlannedInput, RunGraph, Slice } from '../planning/run-graph.ts';
import type { AxisExpansion } from './expand-axes.ts';
import { Step, type Branch } from './branch.ts';
import { dig } from './dig.ts';

/** Values of the steps below a branch as nested lists; what is missing is undefined. */
function gather(branch: Branch, port: string, levels: number): unknown {
  if (levels === 0) return branch instanceof Step ? branch.output?.[port] : undefined;
  return branch.children?.map((child) => gather(child, port, levels - 1));
}

/** Leaves out what is missing, at every level of lists. */
export function withoutHoles(value: unknown, levels: number): unknown {
  if (levels === 0 || !Array.isArray(value)) return value;
  return value
    .filter((item) => item !== undefined)
    .map((item) => withoutHoles(item, levels - 1));
}

function copyLists(value: unknown, levels: number): unknown {
  if (levels === 0 || !Array.isArray(value)) return value;
  return value.map((item) => copyLists(item, levels - 1));
}

/** Makes an item missing in every list where it is missing in one of them. */
function alignHoles(values: readonly unknown[], levels: number): void {
  const lists = values.filter((value) => Array.isArray(value));
  const length = Math.max(0, ...lists.map((list) => list.length));
  for (let index = 0; index < length; index += 1) {
    const items = lists.map((list): unknown => list[index]);
    if (items.includes(undefined)) for (const list of lists) list[index] = undefined;
    else if (levels > 1) alignHoles(items, levels - 1);
  }
}

function valueOf(options: {
  graph: RunGraph;
  expansion: AxisExpansion;
  slice: Slice & { gathered: number };
  indices: readonly number[];
}): unknown {
  const { graph, expansion, slice, indices } = options;
  const digs = slice.digs.map((position) => indices[position] ?? 0);
  if (slice.source.kind === 'constant') {
    return dig(graph.constants[slice.source.constant]?.value, digs);
  }
  const branch = expansion.find(slice, indices);
  return branch && dig(gather(branch, slice.source.port, slice.gathered), digs);
}

/**
 * The input of a step, by port: single values where it is mapped, lists where it collects. Skipped
 * items are left out of lists; lists of the same items leave out the same ones.
 */
export function gatherInput(
  graph: RunGraph,
  expansion: AxisExpansion,
  step: Step,
): Record<string, unknown> {
  const indices = step.indices();
  const values = new Map<PlannedInput, unknown>();
  const groups = new Map<string, PlannedInput[]>();
  for (const input of step.node.plan.inputs) {
    values.set(input, valueOf({ graph, expansion, slice: input, indices }));
    if (input.collectKey === undefined) continue;
    groups.set(input.collectKey, [...(groups.get(input.collectKey) ?? []), input]);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const levels = group[0]?.collected ?? 0;
    for (const planned of group) values.set(planned, copyLists(values.get(planned), levels));
    alignHoles(
      group.map((planned) => values.get(planned)),
      levels,
    );
  }
  const input: Record<string, unknown> = {};
  for (const [planned, value] of values) {
    if (value !== undefined) input[planned.port.name] = withoutHoles(value, planned.collected);
  }
  return input;
}

/** An output of the workflow: whole nested lists, what is missing left out; undefined where there is nothing. */
export function gatherOutput(
  graph: RunGraph,
  expansion: AxisExpansion,
  name: string,
): unknown {
  const output = graph.outputs.find((candidate) => candidate.name === name);
  if (!output) return undefined;
  const slice = { ...output, projection: [], digs: [] };
  return withoutHoles(valueOf({ graph, expansion, slice, indices: [] }), output.gathered);
}
