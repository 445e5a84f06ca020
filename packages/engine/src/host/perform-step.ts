import { EngineError } from '../errors/engine-error.ts';
import type { AnyNodeDefinition } from '../definition/define-node.ts';
import type { PredictCall, RunContext } from '../definition/run-context.ts';
import { outputByPort } from '../typing/output-by-port.ts';
import type { PlannedNode } from '../planning/run-graph.ts';
import { checkOutput } from './check-output.ts';
import { hideSecrets } from './hide-secrets.ts';
import { sampleOutput } from './sample-output.ts';
import type { PredictionCaller } from './model-call.ts';
import { callModel } from './predict-call.ts';

function parseInput(
  definition: AnyNodeDefinition,
  node: PlannedNode,
  input: Record<string, unknown>,
): never {
  const parsed = definition.input.safeParse(input);
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

/** What a node sees of the world. There is one for every step, so it makes only what is asked for. */
class StepContext implements RunContext<never> {
  readonly input: never;
  readonly #caller: PredictionCaller;
  readonly #node: PlannedNode;
  #calls = 0;

  constructor(caller: PredictionCaller, node: PlannedNode, input: never) {
    this.#caller = caller;
    this.#node = node;
    this.input = input;
  }

  get node(): RunContext<never>['node'] {
    const { id, provider, model } = this.#node;
    return {
      id,
      ...(provider !== undefined && { provider }),
      ...(model !== undefined && { model }),
    };
  }

  get images(): RunContext<never>['images'] {
    return this.#caller.runtime.media.images;
  }

  get audio(): RunContext<never>['audio'] {
    return this.#caller.runtime.media.audio;
  }

  get artifacts(): RunContext<never>['artifacts'] {
    return this.#caller.runtime.artifacts;
  }

  get signal(): AbortSignal {
    return this.#caller.signal;
  }

  // Functions without a receiver: nodes take the context apart.
  get predict(): RunContext<never>['predict'] {
    return (call) => this.#predict(call);
  }

  get progress(): RunContext<never>['progress'] {
    return (fraction, phase) => this.#progress(fraction, phase);
  }

  async #predict(call: PredictCall): Promise<Record<string, unknown>> {
    const caller = this.#caller;
    const node = this.#node;
    const { runtime } = caller;
    if (runtime.dry) return sampleOutput(node.outputs, runtime.artifacts);
    this.#calls += 1;
    const key = `${caller.runId}/${caller.step}#${caller.attempt}.${this.#calls}`;
    const own = call.provider === node.provider && call.model === node.model;
    const version = own && node.modelVersion !== undefined && !call.model.includes(':');
    const model = version ? `${call.model}:${node.modelVersion}` : call.model;
    const shown = hideSecrets(node, this.input, call.input);
    const output = await callModel(caller, { ...call, model }, { key, shown });
    return own ? outputByPort(node.outputs, output) : { output };
  }

  #progress(fraction: number, phase: string | undefined): void {
    const words = phase === undefined ? {} : { phase };
    const { step } = this.#caller;
    this.#caller.notify({ type: 'progress', step, status: 'processing', fraction, ...words });
  }
}

/** Runs a node once. @throws EngineError as the node, its model or the checks of its output do. */
export async function performStep(
  caller: PredictionCaller,
  node: PlannedNode,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const definition = caller.runtime.library.get(node.type);
  const parsed = parseInput(definition, node, input);
  const output = await definition.run(new StepContext(caller, node, parsed));
  checkOutput(node, output);
  return output;
}

/**
 * Runs a node once on samples. What it cannot do with them says nothing about the workflow: two
 * sample numbers are no stretch of time, so it gives a sample of its own.
 */
export async function rehearseStep(
  caller: PredictionCaller,
  node: PlannedNode,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  try {
    return await performStep(caller, node, input);
  } catch (error) {
    if (!EngineError.isInstance(error)) throw error;
    return sampleOutput(node.outputs, caller.runtime.artifacts);
  }
}
