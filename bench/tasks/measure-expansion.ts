import { InvalidWorkflowError, EngineError, type Engine, type Workflow } from '@catena/engine';
import { createBenchEngine } from '../create-bench-engine.ts';
import { footprintOf, type Footprint } from '../memory.ts';

const maxSteps = 10_000;
const numbers = Array.from({ length: 1000 }, (_, index) => index);

const workflows = {
  /** 1,000 × 1,000 steps, known before the run starts. */
  literal: {
    catena: 1,
    nodes: { pair: { type: 'bench.pair', input: { a: numbers, b: numbers } } },
  },
  /** A list of 100,000 that a node gives. */
  found: {
    catena: 1,
    nodes: {
      spread: { type: 'bench.spread', input: { length: 100_000 } },
      each: { type: 'bench.step', input: { value: { $from: 'spread.items' } } },
    },
  },
} satisfies Record<string, Workflow>;

/** The code that a workflow is refused with, at once or when it is under way. */
async function refusalOf(engine: Engine, workflow: Workflow): Promise<string> {
  try {
    const { snapshot } = await (await engine.run(workflow)).result;
    return snapshot.error?.code ?? snapshot.status;
  } catch (error) {
    if (error instanceof InvalidWorkflowError) return error.issues[0]?.code ?? 'invalid';
    if (EngineError.isInstance(error)) return error.code;
    throw error;
  }
}

/** Starts a run of far too many steps, on an engine that has run something small before. */
export async function measureExpansion(parameters: {
  kind: keyof typeof workflows;
}): Promise<Footprint & { refusal: string }> {
  const engine = createBenchEngine({ limits: { maxSteps } });
  const small = { pair: { type: 'bench.pair', input: { a: [1, 2], b: [3, 4] } } };
  await (
    await engine.run({ catena: 1, nodes: small })
  ).result;
  let refusal = '';
  const footprint = await footprintOf(async () => {
    refusal = await refusalOf(engine, workflows[parameters.kind]);
  });
  return { ...footprint, refusal };
}
