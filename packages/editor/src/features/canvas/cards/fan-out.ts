import type { Axis, TypedWorkflow, Workflow } from '@catena/engine';
import { nodeRunOf, type RunView } from '../../../runs/node-run.ts';

/** How long the lists of an axis are; several lengths where its lists differ, none where unknown. */
export type Lengths = readonly number[];

function lengthsAt(value: unknown, level: number): number[] {
  if (!Array.isArray(value)) return [];
  return level === 0 ? [value.length] : value.flatMap((item) => lengthsAt(item, level - 1));
}

/** A value that stands in the file, by the name of its axis: `inputs.name` or `node.port`. */
function constantOf(workflow: Workflow, name: string, run: RunView | undefined): unknown {
  const dot = name.indexOf('.');
  const [head, tail] = [name.slice(0, dot), name.slice(dot + 1)];
  if (head === 'inputs') return workflow.inputs?.[tail]?.default ?? run?.inputs?.[tail];
  return workflow.nodes[head]?.input?.[tail];
}

/** The lengths of an axis, as far as the document or the run that is shown tells them. */
export function axisLengths(axis: Axis, workflow: Workflow, run: RunView | undefined): Lengths {
  const { owner, level } = axis;
  if (owner.kind === 'constant') return lengthsAt(constantOf(workflow, owner.name, run), level);
  const steps = (run && nodeRunOf(run, owner.nodeId)?.steps) ?? [];
  return steps.flatMap((step) => lengthsAt(step.output?.[owner.port], level));
}

function writeLength(lengths: Lengths): string {
  if (lengths.length === 0) return '×?';
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return least === most ? `×${least}` : `×${least}–${most}`;
}

export interface FanOutSource {
  workflow: Workflow;
  typed: TypedWorkflow;
  run: RunView | undefined;
}

function writeAxes(axes: readonly number[], { workflow, typed, run }: FanOutSource): string {
  const parts = axes.flatMap((index) => {
    const axis = typed.axes[index];
    return axis ? [writeLength(axisLengths(axis, workflow, run))] : [];
  });
  return parts.join('');
}

/** How many steps a node has, e.g. `×3×4`; empty for one. */
export function nodeFanOut(nodeId: string, source: FanOutSource): string {
  return writeAxes(source.typed.nodes.get(nodeId)?.axes ?? [], source);
}

/** How many values come out of an output, outermost list first; empty for one. */
export function outputFanOut(nodeId: string, port: string, source: FanOutSource): string {
  const node = source.typed.nodes.get(nodeId);
  return writeAxes([...(node?.axes ?? []), ...(node?.outputs.get(port)?.axes ?? [])], source);
}

/** How many values an input of the workflow gives; empty for one. */
export function inputFanOut(name: string, source: FanOutSource): string {
  const owned = source.typed.axes.filter(
    ({ owner }) => owner.kind === 'constant' && owner.name === `inputs.${name}`,
  );
  return writeAxes(
    owned.map(({ index }) => index),
    source,
  );
}
