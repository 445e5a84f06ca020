import { EngineError } from '../errors/engine-error.ts';
import type { RunContext } from '../definition/run-context.ts';
import { outputByPort } from '../typing/output-by-port.ts';
import type { PlannedNode } from '../planning/run-graph.ts';
import { checkOutput } from './check-output.ts';
import { sampleOutput } from './sample-output.ts';
import { callModel, type PredictionCaller } from './predict-call.ts';

function parseInput(
  runtime: PredictionCaller['runtime'],
  node: PlannedNode,
  input: Record<string, unknown>,
): never {
  const parsed = runtime.library.get(node.type).input.safeParse(input);
  // The definition's own `run` takes what its schema gives; the library does not know that type.
  if (parsed.success) return parsed.data as never;
  const [first] = parsed.error.issues;
  const port = String(first?.path[0] ?? '');
  throw new EngineError({
    code: 'invalid-value',
    message: `Input "${port}" of node "${node.id}" is not right: ${first?.message ?? 'unknown'}.`,
    hint: 'Change the value, or what makes it.',
    nodeId: node.id,
    details: { port },
  });
}

/** Runs a node once. @throws EngineError as the node, its model or the checks of its output do. */
export async function performStep(
  caller: PredictionCaller,
  node: PlannedNode,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { runtime, step, signal } = caller;
  let calls = 0;
  const context: RunContext<never> = {
    input: parseInput(runtime, node, input),
    node: {
      id: node.id,
      ...(node.provider !== undefined && { provider: node.provider }),
      ...(node.model !== undefined && { model: node.model }),
    },
    async predict(call) {
      if (runtime.dry) return sampleOutput(node.outputs, runtime.artifacts);
      calls += 1;
      const key = `${caller.runId}/${step}#${caller.attempt}.${calls}`;
      const own = call.provider === node.provider && call.model === node.model;
      const version = own && node.modelVersion !== undefined && !call.model.includes(':');
      const model = version ? `${call.model}:${node.modelVersion}` : call.model;
      const output = await callModel(caller, { ...call, model }, key);
      return own ? outputByPort(node.outputs, output) : { output };
    },
    images: runtime.media.images,
    audio: runtime.media.audio,
    artifacts: runtime.artifacts,
    signal,
    progress(fraction, phase) {
      const words = phase === undefined ? {} : { phase };
      caller.notify({ type: 'progress', step, status: 'processing', fraction, ...words });
    },
  };
  const output = await runtime.library.get(node.type).run(context);
  checkOutput(node, output);
  return output;
}
