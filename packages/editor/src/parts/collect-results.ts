import type { NodeRun, StepRun } from '../runs/node-run.ts';

/** One item of a result: a value, or how the step stands that is to give it. */
export type ResultItem =
  { key: string; value: unknown; step?: StepRun } | { key: string; value?: never; step: StepRun };

function toItem(step: StepRun, port: string): ResultItem {
  const output = step.output;
  if (output && Object.hasOwn(output, port)) return { key: step.id, value: output[port], step };
  // What streams is shown while it grows.
  return step.text === undefined
    ? { key: step.id, step }
    : { key: step.id, value: step.text, step };
}

/** Whether a node has one step for each of several items, and not just one. */
export function isFannedOut(run: NodeRun): boolean {
  return run.steps.length > 1 || run.steps.some(({ index }) => index.length > 0);
}

/** What the steps of a node gave at a port, in order; steps without a value are in it too. */
export function collectResults(run: NodeRun, port: string): ResultItem[] {
  return run.steps.map((step) => toItem(step, port));
}

/** The items of a list that is a value. */
export function toItems(list: readonly unknown[]): ResultItem[] {
  return list.map((value, index) => ({ key: String(index), value }));
}

/** The first output port that has something to show. */
export function portWithResult(
  run: NodeRun,
  ports: readonly { name: string }[],
): string | undefined {
  const found = ports.find(({ name }) =>
    run.steps.some(({ output }) => output?.[name] !== undefined),
  );
  if (found) return found.name;
  return run.steps.some(({ text }) => text !== undefined) ? ports[0]?.name : undefined;
}
