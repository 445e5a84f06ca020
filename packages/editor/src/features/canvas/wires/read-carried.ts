import type { NodeRun } from '../../../runs/node-run.ts';

function flatten(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}

/** What a wire has carried in a run: how many values, and the first of them. */
export function readCarried(
  run: NodeRun | undefined,
  port: string,
): { count: number; first: unknown } {
  const values = (run?.steps ?? []).flatMap(({ output }) =>
    output && Object.hasOwn(output, port) ? flatten(output[port]) : [],
  );
  return { count: values.length, first: values[0] };
}
