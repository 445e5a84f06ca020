import {
  EngineError,
  RunCore,
  toErrorRecord,
  type Command,
  type NewRunEvent,
  type RunCreated,
  type RunEvent,
  type RunGraph,
} from '../../src/index.ts';
import { resolveInput } from '../../src/host/resolve-input.ts';
import { fateOf, signatureOf, type Misfortune } from './signatures.ts';

/** A host of a few lines that carries out one step after the other; what it is given may be broken. */
export interface DriveOptions {
  created: RunCreated;
  misfortune: Misfortune;
  /** Changes the compiled workflow before it is run. */
  alterGraph?: (graph: RunGraph) => void;
  /** Changes what the core wants done. */
  alterCommands?: (commands: Command[]) => Command[];
}

export interface DrivenRun {
  result: { status: 'succeeded' | 'failed' | 'canceled'; outputs: Record<string, unknown> };
  core: RunCore;
  events: RunEvent[];
}

function perform(core: RunCore, stepId: string, misfortune: Misfortune): NewRunEvent {
  const step = core.step(stepId);
  if (!step) throw new Error(`no step ${stepId}`);
  const { plan } = step.node;
  const attempt = step.attempt;
  try {
    const input = resolveInput(core.graph, plan, {
      input: core.inputOf(step),
      draws: undefined,
      secrets: {},
    });
    const fate = fateOf(misfortune, plan.id, input);
    const busy = attempt <= fate.refusals && { code: 'busy', retryable: true };
    const failure = busy || fate.failure;
    if (failure) throw new EngineError({ ...failure, message: failure.code });
    return {
      type: 'step.succeeded',
      step: stepId,
      attempt,
      output: signatureOf(plan).compute(input),
    };
  } catch (error) {
    return { type: 'step.failed', step: stepId, attempt, error: toErrorRecord(error) };
  }
}

/** Runs a compiled workflow on the core alone. */
export function driveCore(options: DriveOptions): DrivenRun {
  const graph = structuredClone(options.created.graph);
  options.alterGraph?.(graph);
  const core = new RunCore({ runId: 'driven', graph });
  const events: RunEvent[] = [];
  const waiting: NewRunEvent[] = [{ ...options.created }, { type: 'run.started' }];
  let status: DrivenRun['result']['status'] | undefined;
  for (let index = 0; index < waiting.length; index += 1) {
    const event = { ...waiting[index], sequence: events.length + 1, at: index } as RunEvent;
    events.push(event);
    const commands = core.apply(event);
    if (event.type === 'step.started') waiting.push(perform(core, event.step, options.misfortune));
    for (const command of options.alterCommands?.(commands) ?? commands) {
      if (command.kind === 'finish') {
        status = command.type.slice('run.'.length) as typeof status;
        waiting.push({ type: command.type });
      }
      if (command.kind === 'timer') waiting.push({ type: 'step.due', step: command.step.id });
      if (command.kind !== 'start') continue;
      for (const step of command.steps) {
        waiting.push({ type: 'step.started', step: step.id, attempt: step.attempt + 1 });
      }
    }
  }
  if (!status) throw new Error('The core never finished.');
  return { result: { status, outputs: core.outputs() }, core, events };
}
