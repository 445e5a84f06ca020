import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import { EngineError } from '../errors/engine-error.ts';
import type { ErrorRecord } from '../errors/error-record.ts';
import { toErrorRecord } from '../errors/to-error-record.ts';
import type { RunGraph } from '../planning/run-graph.ts';
import { type Step, type NodeState, type SkipReason } from './branch.ts';
import { AxisExpansion } from './expand-axes.ts';
import { gatherInput, gatherOutput } from './gather-input.ts';
import { judgeStep } from './judge-step.ts';
import { nextAttemptDelayMs } from './retry-policy.ts';
import type { RunEvent } from './run-events.ts';
import { isTerminalRun, runMachine, type RunState } from './run-machine.ts';
import { toRunSnapshot, type RunSnapshot } from './run-snapshot.ts';
import { isTerminalStep, nextStepState, type StepEvent } from './step-table.ts';
import { isWorkflowStep, WorkflowSteps } from './workflow-steps.ts';

/** What the core wants done. Carrying it out twice does no harm: hosts go by the step and its attempt. */
export type Command =
  | { kind: 'start'; steps: readonly Step[] }
  /** Go on with attempts that another process began. */
  | { kind: 'continue'; steps: readonly Step[] }
  /** Feed `step.due` at `dueAt` (milliseconds since the epoch) or later. */
  | { kind: 'timer'; step: Step; dueAt: number }
  /** End what is under way; feed `step.canceled` for each. */
  | { kind: 'cancel'; steps: readonly Step[] }
  | { kind: 'finish'; type: 'run.succeeded' | 'run.failed' | 'run.canceled' };

/** How a step ended. */
interface Ending {
  outcome: 'ok' | 'hole' | 'error';
  reason?: SkipReason;
}

type StepRunEvent = Extract<RunEvent, { step: string }>;

function noteIntent(step: Step, event: Extract<RunEvent, { type: 'step.intent' }>): void {
  const { key, provider, at, files } = event;
  step.calls ??= new Map();
  // Said again after a refusal that had no effect, or by a process that took the run over: the
  // first time is what tells how old a prediction of it can be.
  const call = step.calls.get(key) ?? { intendedAt: at, provider };
  if (files) call.files = files;
  step.calls.set(key, call);
}

function notePrediction(step: Step, event: Extract<RunEvent, { type: 'step.prediction' }>): void {
  const { key, predictionId, version } = event;
  step.predictionId = predictionId;
  const call = step.calls?.get(key);
  if (call) Object.assign(call, { predictionId, version });
}

/**
 * Decides what a run does next. Deterministic: no clock, no chance, no input or output; the same
 * events give the same state and the same commands, and replaying them is all that recovery needs.
 *
 * 1. A step starts once, after everything it needs has ended.
 * 2. After a request to cancel, or when the run is abandoned, nothing starts.
 * 3. A failed step takes with it only what depends on it.
 * 4. Cost is linear in steps: state is changed in place, never copied; `snapshot` copies on demand.
 */
export class RunCore {
  readonly runId: string;
  readonly graph: RunGraph;
  readonly expansion: AxisExpansion;
  /** Number of the last event applied. */
  sequence = 0;
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** Why the run as a whole was abandoned, where it was. */
  error: ErrorRecord | undefined;
  readonly #failFast: boolean;
  readonly #onMoved: ((step: Step) => void) | undefined;
  #machine: SnapshotFrom<typeof runMachine>;
  #failures = 0;
  readonly #active = new Set<Step>();
  readonly #around: WorkflowSteps;
  #at = 0;
  #ready: Step[] = [];
  #timers: Command[] = [];
  #finished = false;

  constructor(options: {
    runId: string;
    graph: RunGraph;
    failFast?: boolean;
    /** Told of each step that goes into another state, for who shows a run as it goes. */
    onMoved?: (step: Step) => void;
  }) {
    this.runId = options.runId;
    this.graph = options.graph;
    this.#failFast = options.failFast ?? false;
    this.#onMoved = options.onMoved;
    [this.#machine] = initialTransition(runMachine);
    this.expansion = new AxisExpansion(options.graph, (step) => this.#settle(step));
    this.#around = new WorkflowSteps(options.graph, this.expansion);
  }

  get state(): RunState {
    return this.#machine.value as RunState;
  }

  get nodes(): readonly NodeState[] {
    return this.expansion.nodes;
  }

  /** Takes in the next event; what it means nothing to is ignored. */
  apply(event: RunEvent): Command[] {
    this.sequence = event.sequence;
    this.#at = event.at;
    if ('step' in event) this.#applyToStep(event);
    else this.#applyToRun(event);
    return this.#takeCommands();
  }

  /** The step of an id, once it exists. */
  step(id: string): Step | undefined {
    return this.expansion.steps.get(id);
  }

  /** The input of a step that is ready, by port. */
  inputOf(step: Step): Record<string, unknown> {
    return gatherInput(this.graph, this.expansion, step);
  }

  /** The workflow's outputs as far as they are there; all of them when the run has succeeded. */
  outputs(): Record<string, unknown> {
    const outputs: Record<string, unknown> = {};
    if (this.expansion.nodes.length === 0 && this.graph.nodes.length > 0) return outputs;
    for (const output of this.graph.outputs) {
      const value = gatherOutput(this.graph, this.expansion, output);
      if (value !== undefined) outputs[output.name] = value;
    }
    return outputs;
  }

  /** A copy of the state as plain JSON. */
  snapshot(): RunSnapshot {
    return toRunSnapshot(this);
  }

  /**
   * What is pending, for a host that takes over: steps to start, to go on with, or to end, timers,
   * and the end of the run.
   */
  pending(): Command[] {
    const steps = [...this.expansion.steps.values()];
    const queued = steps.filter((step) => step.state === 'queued' && !isWorkflowStep(step));
    const commands: Command[] = steps
      .filter((step) => step.state === 'delayed')
      .map((step) => ({ kind: 'timer', step, dueAt: step.dueAt ?? 0 }));
    // What is under way goes first: steps that are equal to it wait for its answer.
    if (this.state === 'running' && this.#active.size > 0) {
      commands.push({ kind: 'continue', steps: [...this.#active] });
    }
    if (queued.length > 0) commands.push({ kind: 'start', steps: queued });
    const isEnding = this.state === 'canceling' || this.state === 'failing';
    if (isEnding && this.#active.size > 0) {
      commands.push({ kind: 'cancel', steps: [...this.#active] });
    }
    const type = this.#finishType();
    if (type) {
      this.#finished = true;
      commands.push({ kind: 'finish', type });
    }
    return commands;
  }

  #applyToRun(event: Exclude<RunEvent, { step: string }>): void {
    if (event.type === 'run.created' || event.type === 'run.adopted') return;
    if (event.type === 'run.abandoned') {
      this.#abandon(event.error);
      return;
    }
    // All work had ended, and its end was on the way, before the request came.
    if (event.type === 'run.cancel-requested' && this.#finished) return;
    const before = this.state;
    this.#transition(event.type);
    if (before === this.state) return;
    if (event.type === 'run.started') {
      this.startedAt = event.at;
      this.#grow(() => this.expansion.begin());
    }
    if (this.state === 'canceling') this.#stop();
    if (isTerminalRun(this.state)) this.endedAt = event.at;
  }

  #transition(type: string): void {
    [this.#machine] = transition(runMachine, this.#machine, { type } as never);
  }

  #applyToStep(event: StepRunEvent): void {
    const step = this.expansion.steps.get(event.step);
    if (!step) return;
    switch (event.type) {
      case 'step.intent':
        noteIntent(step, event);
        return;
      case 'step.prediction':
        notePrediction(step, event);
        return;
      case 'step.started':
        if (!this.#move(step, event.type)) return;
        step.attempt = event.attempt;
        step.calls = undefined;
        step.startedAt ??= event.at;
        step.draws = event.draws;
        this.#active.add(step);
        this.#showWork(step);
        return;
      case 'step.succeeded':
      case 'step.cached':
        this.#succeed(step, event);
        return;
      case 'step.failed':
        this.#fail(step, event);
        return;
      case 'step.due':
        if (this.state !== 'running' || !this.#move(step, event.type)) return;
        step.dueAt = undefined;
        this.#ready.push(step);
        return;
      case 'step.canceled':
        if (this.#move(step, event.type)) this.#end(step, event.at, { outcome: 'hole' });
    }
  }

  #move(step: Step, event: StepEvent): boolean {
    const next = nextStepState(step.state, event);
    if (next === undefined) return false;
    step.state = next;
    this.#onMoved?.(step);
    return true;
  }

  #succeed(step: Step, event: Extract<RunEvent, { type: 'step.succeeded' | 'step.cached' }>): void {
    if (!this.#move(step, event.type)) return;
    step.output = event.output;
    step.error = undefined;
    if (event.type === 'step.cached') {
      step.cachedFrom = event.from;
      step.draws = event.draws;
      this.#showWork(step);
    }
    this.#end(step, event.at, { outcome: 'ok' });
  }

  #fail(step: Step, event: Extract<RunEvent, { type: 'step.failed' }>): void {
    if (nextStepState(step.state, 'step.failed') === undefined) return;
    step.error = event.error;
    const { attempt, error } = event;
    const delayMs = nextAttemptDelayMs({ attempt, error, retry: step.node.plan.retry });
    if (delayMs !== undefined && this.state === 'running' && this.#move(step, 'step.delayed')) {
      this.#active.delete(step);
      step.calls = undefined;
      step.dueAt = event.at + delayMs;
      this.#timers.push({ kind: 'timer', step, dueAt: step.dueAt });
      return;
    }
    this.#move(step, 'step.failed');
    const reason: SkipReason = { kind: 'upstream-failed', origin: step.id };
    const { onItemError, contained } = step.node.plan;
    const accepted = onItemError === 'skip';
    const counts = !accepted && !contained;
    if (counts) this.#failures += 1;
    this.#end(step, event.at, { outcome: accepted ? 'hole' : 'error', reason });
    if (counts && this.#failFast) this.#abandon(event.error);
  }

  /** Work on a step of a workflow that a node runs is work on the node's own step. */
  #showWork(step: Step): void {
    for (const around of this.#around.of(step)) {
      if (this.#move(around, 'step.ready')) around.startedAt = this.#at;
      // From the cache alone it comes until one of its steps is computed.
      const isComputed = step.state === 'running' && step.node.plan.role !== 'entry';
      if (isComputed && around.state === 'queued') this.#move(around, 'step.started');
    }
  }

  /** All steps of a workflow that a node runs have ended, and with them the node's own. */
  #settleWorkflow(step: Step): void {
    const result = this.#around.judge(step);
    if (result.kind === 'skipped') {
      if (this.#move(step, 'step.skipped')) {
        this.expansion.end(step, result.outcome, result.reason);
      }
      return;
    }
    this.#move(step, 'step.ready');
    step.endedAt = this.#at;
    if (result.kind === 'failed') {
      step.error = result.error;
      this.#move(step, 'step.started');
      this.#move(step, 'step.failed');
      this.expansion.end(step, result.outcome, result.reason);
      return;
    }
    step.output = this.inputOf(step);
    if (!result.cached || !this.#move(step, 'step.cached')) {
      this.#move(step, 'step.started');
      this.#move(step, 'step.succeeded');
    }
    this.expansion.end(step, 'ok');
  }

  #end(step: Step, at: number, { outcome, reason }: Ending): void {
    step.endedAt = at;
    step.dueAt = undefined;
    step.calls = undefined;
    this.#active.delete(step);
    if (this.state !== 'running') return;
    this.#grow(() => this.expansion.end(step, outcome, reason));
  }

  /** All inputs of a step have ended: it is ready, or it is skipped. */
  #settle(step: Step): void {
    if (this.state !== 'running') return;
    if (isWorkflowStep(step)) {
      this.#settleWorkflow(step);
      return;
    }
    const judgement = judgeStep(this.expansion, step);
    if (judgement.ready) {
      if (this.#move(step, 'step.ready')) this.#ready.push(step);
    } else if (this.#move(step, 'step.skipped')) {
      this.expansion.end(step, judgement.outcome, judgement.reason);
    }
  }

  #grow(change: () => void): void {
    try {
      change();
      this.expansion.drain();
    } catch (error) {
      if (!EngineError.isInstance(error)) throw error;
      this.#abandon(toErrorRecord(error));
    }
  }

  #abandon(error: ErrorRecord): void {
    if (this.state !== 'running') return;
    this.error = error;
    this.#transition('run.abandoned');
    this.#stop();
  }

  /** Nothing starts any more. */
  #stop(): void {
    this.#ready = [];
    this.#timers = [];
    for (const step of this.expansion.steps.values()) {
      const isUnderWay = step.state === 'running' && !isWorkflowStep(step);
      if (isTerminalStep(step.state) || isUnderWay) continue;
      this.#move(step, 'step.canceled');
      step.dueAt = undefined;
    }
    if (this.#active.size > 0) this.#timers.push({ kind: 'cancel', steps: [...this.#active] });
  }

  #takeCommands(): Command[] {
    const commands = this.#timers;
    this.#timers = [];
    if (this.#ready.length > 0) {
      commands.push({ kind: 'start', steps: this.#ready });
      this.#ready = [];
    }
    const type = this.#finishType();
    if (type && !this.#finished) {
      this.#finished = true;
      commands.push({ kind: 'finish', type });
    }
    return commands;
  }

  #finishType(): 'run.succeeded' | 'run.failed' | 'run.canceled' | undefined {
    if (this.#active.size > 0) return undefined;
    if (this.state === 'canceling') return 'run.canceled';
    if (this.state === 'failing') return 'run.failed';
    if (this.state !== 'running' || this.expansion.openRoots > 0) return undefined;
    return this.#failures > 0 ? 'run.failed' : 'run.succeeded';
  }
}
