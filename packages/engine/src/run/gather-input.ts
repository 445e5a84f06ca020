import type { PlannedInput, PlannedOutput, RunGraph, Slice } from '../planning/run-graph.ts';
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
  return value.filter((item) => item !== undefined).map((item) => withoutHoles(item, levels - 1));
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
  if (slice.source.kind === 'constant') {
    return dig(graph.constants[slice.source.constant]?.value, slice.digs, indices);
  }
  const branch = expansion.find(slice, indices);
  return branch && dig(gather(branch, slice.source.port, slice.gathered), slice.digs, indices);
}

/** Makes lists of the same items leave out the same ones; lists of which there is only one stay as they are. */
function alignCollected(inputs: readonly PlannedInput[], values: Record<string, unknown>): void {
  const collecting = inputs.filter(({ collectKey }) => collectKey !== undefined);
  if (collecting.length < 2) return;
  const groups = new Map<string | undefined, PlannedInput[]>();
  for (const planned of collecting) {
    const group = groups.get(planned.collectKey);
    if (group) group.push(planned);
    else groups.set(planned.collectKey, [planned]);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const levels = group[0]?.collected ?? 0;
    const lists = group.map(({ port }) => copyLists(values[port.name], levels));
    alignHoles(lists, levels);
    for (const [index, { port }] of group.entries()) {
      if (Object.hasOwn(values, port.name)) values[port.name] = lists[index];
    }
  }
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
  const { inputs } = step.node.plan;
  const values: Record<string, unknown> = {};
  for (const slice of inputs) {
    const value = valueOf({ graph, expansion, slice, indices });
    if (value !== undefined) values[slice.port.name] = value;
  }
  alignCollected(inputs, values);
  for (const { port, collected } of inputs) {
    if (collected > 0 && Object.hasOwn(values, port.name)) {
      values[port.name] = withoutHoles(values[port.name], collected);
    }
  }
  return values;
}

/** An output of the workflow: whole nested lists, what is missing left out; undefined where there is nothing. */
export function gatherOutput(
  graph: RunGraph,
  expansion: AxisExpansion,
  output: PlannedOutput,
): unknown {
  const slice = { ...output, projection: [], digs: [] };
  return withoutHoles(valueOf({ graph, expansion, slice, indices: [] }), output.gathered);
}
