import {
  EngineError,
  type RunEvent,
  type Run,
  type RunResult,
  type Workflow,
} from '../src/index.ts';
import type { FakeModel } from '../src/testing/index.ts';
import { createHarness, type Harness } from './engine-harness.ts';

const text = { type: 'string' };

/** A model from text to text. */
export function textModel(parts: Partial<FakeModel> & Pick<FakeModel, 'predict'>): FakeModel {
  return { input: { text }, required: ['text'], output: text, ...parts };
}

/** A node that calls a model with a text from a reference, or with the text itself. */
export function callOf(model: string, value: string, more: Record<string, unknown> = {}) {
  const isReference = /^[a-z]\w*\.\w+$/.test(value);
  return {
    type: 'predict',
    provider: 'fake',
    model,
    input: { text: isReference ? { $from: value } : value },
    ...more,
  };
}

export function workflowOf(
  parts: Pick<Workflow, 'name' | 'inputs' | 'nodes' | 'outputs'>,
): Workflow {
  return { catena: 1, ...parts };
}

/** Statuses by step. */
export function statusesOf({ snapshot }: Pick<RunResult, 'snapshot'>): Record<string, string> {
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

/** Starts a run and writes down its events. */
export async function startRecorded(
  harness: Harness,
  workflow: Workflow,
  options: Parameters<Harness['engine']['run']>[1] = {},
): Promise<{ run: Run; events: RunEvent[] }> {
  const run = await harness.engine.run(workflow, options);
  const events: RunEvent[] = [];
  run.subscribe({ onEvent: (event) => events.push(event) });
  return { run, events };
}

export function refusal(
  code: string,
  more: Partial<ConstructorParameters<typeof EngineError>[0]> = {},
) {
  return new EngineError({ code, message: `The provider says ${code}.`, ...more });
}

export { createHarness };
