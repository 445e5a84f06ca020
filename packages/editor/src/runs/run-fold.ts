import type { RunCore, RunEvent, RunNotice } from '@catena/engine';
import type { RunMessage } from '@catena/server/client';
import type { NodeRun, RunView } from './node-run.ts';
import { NodeTally, type TallyChange } from './node-tally.ts';
import { appendLog, appendText } from './append-log.ts';
import { countAll, countEnded, isEnded, nodeRunStatuses, noSteps } from './step-counts.ts';
import type { CoreStep, StepFacts } from './to-step-run.ts';

/** What is known of a run before its first event. */
export interface RunFacts {
  id: string;
  dry?: boolean;
  targets?: readonly string[];
  /** Nodes of runs that were shown before this one. */
  earlier?: ReadonlyMap<string, NodeRun>;
}

type StepEvent = Extract<RunEvent, { step: string }>;

/**
 * The state of a run out of its events and notices, by the engine's own core.
 *
 * 1. After any number of events the view is what a fresh fold of the same events gives.
 * 2. Objects of nodes and steps that nothing has happened to stay the same.
 * 3. `view` costs what has changed since it was last taken, but for copies of the lists it is in.
 */
export class RunFold {
  /** Number of the last event taken in. */
  sequence = 0;
  #core: RunCore | undefined;
  #Core: typeof RunCore | undefined;
  #view: RunView;
  #at = 0;
  #isRunDirty = false;
  #isExpansionDirty = false;
  #outputsDirty = false;
  readonly #tallies = new Map<string, NodeTally>();
  readonly #facts = new Map<string, StepFacts>();
  readonly #touched = new Map<string, Set<CoreStep>>();
  readonly #titles = new Map<string, string>();
  readonly #outputSources = new Set<string>();

  constructor({ id, dry = false, targets, earlier = new Map() }: RunFacts, Core?: typeof RunCore) {
    this.#Core = Core;
    this.#view = {
      id,
      status: 'queued',
      connected: true,
      dry,
      ...(targets && { targets }),
      nodes: new Map(),
      earlier,
      counts: noSteps(),
      fraction: 0,
      outputs: {},
    };
  }

  /** Gives it the engine's core, which the first event needs. */
  provide(Core: typeof RunCore): void {
    this.#Core = Core;
  }

  /** Whether the run has ended. */
  get ended(): boolean {
    const state = this.#core?.state;
    return state === 'succeeded' || state === 'failed' || state === 'canceled';
  }

  /** Takes in what the run says; `now` dates what has no date of its own. */
  apply(message: RunMessage, now: number): void {
    if (message.type === 'event') this.#applyEvent(message.event);
    else this.#applyNotice(message.notice, now);
  }

  /** Says whether what is shown is live. */
  setConnected(connected: boolean): void {
    if (connected !== this.#view.connected) this.#view = { ...this.#view, connected };
  }

  /** Says why the run cannot be shown. */
  fail(error: NonNullable<RunView['error']>): void {
    this.#view = { ...this.#view, error };
  }

  /** The run as it stands; the same object as before where nothing has changed. */
  view(): RunView {
    const core = this.#core;
    if (!core || !this.#isDirty()) return this.#view;
    const nodes = this.#updateNodes(core);
    this.#view = {
      ...this.#view,
      ...(nodes && { nodes, ...this.#summarise(nodes) }),
      ...(this.#outputsDirty && { outputs: core.outputs() }),
    };
    if (this.#isRunDirty) this.#updateRun(core);
    this.#touched.clear();
    this.#isRunDirty = this.#isExpansionDirty = this.#outputsDirty = false;
    return this.#view;
  }

  #isDirty(): boolean {
    return this.#isRunDirty || this.#isExpansionDirty || this.#touched.size > 0;
  }

  #applyEvent(event: RunEvent): void {
    if (event.sequence <= this.sequence) return;
    this.sequence = event.sequence;
    this.#at = event.at;
    if (event.type === 'run.created') this.#create(event);
    this.#core?.apply(event);
    this.#isExpansionDirty = true;
    if ('step' in event) this.#noteStep(event);
    else this.#isRunDirty = this.#outputsDirty = true;
  }

  #create(event: Extract<RunEvent, { type: 'run.created' }>): void {
    const { runId, graph, failFast, workflow, inputs, basis } = event;
    if (!this.#Core) throw new Error('A run is folded before there is a core.');
    this.#core = new this.#Core({ runId, graph, failFast, onMoved: (step) => this.#onMoved(step) });
    for (const { id, title } of graph.nodes) {
      this.#tallies.set(id, new NodeTally(id, this.#view.id));
      this.#titles.set(id, title ?? id);
    }
    for (const { source } of graph.outputs) {
      const node = source.kind === 'node' ? graph.nodes[source.node] : undefined;
      if (node) this.#outputSources.add(node.id);
    }
    const nodes = new Map([...this.#tallies].map(([id, tally]) => [id, tally.run]));
    this.#view = { ...this.#view, nodes, workflow, inputs, createdAt: event.at };
    if (basis && basis.stale.length > 0) this.#view.outdated = basis.stale;
    this.#outputsDirty = true;
  }

  #onMoved(step: CoreStep): void {
    this.#touch(step);
    if (this.#outputSources.has(step.node.plan.id)) this.#outputsDirty = true;
    if (isEnded(step.state === 'delayed' ? 'retrying' : step.state)) {
      delete this.#facts.get(step.id)?.statusSince;
      return;
    }
    const facts = this.#factsOf(step.id);
    facts.statusSince = this.#at;
    if (step.state === 'queued') facts.queuedAt ??= this.#at;
  }

  #noteStep(event: StepEvent): void {
    const step = this.#core?.step(event.step);
    if (!step) return;
    this.#touch(step);
    const facts = this.#factsOf(event.step);
    switch (event.type) {
      case 'step.started':
        delete facts.progress;
        delete facts.text;
        facts.booting = false;
        return;
      case 'step.intent':
        facts.input = event.input;
        return;
      case 'step.succeeded':
      case 'step.failed':
        if (event.times) facts.times = event.times;
        return;
      default:
    }
  }

  #applyNotice(notice: RunNotice, now: number): void {
    if (notice.type === 'lane-paused') {
      this.#holdLane(notice);
      return;
    }
    const facts = this.#factsOf(notice.step);
    switch (notice.type) {
      case 'progress': {
        const { phase, fraction, status } = notice;
        const booting = status === 'starting';
        if (booting !== (facts.booting ?? false)) facts.statusSince = now;
        facts.booting = booting;
        facts.progress = {
          ...(phase !== undefined && { phase }),
          ...(fraction !== undefined && { fraction }),
        };
        break;
      }
      case 'log':
        facts.log = appendLog(facts.log, notice.text);
        break;
      case 'text':
        facts.text = appendText(facts.text, notice.text);
        break;
      case 'cache-miss':
        facts.miss = notice.miss;
    }
    const step = this.#core?.step(notice.step);
    if (step) this.#touch(step);
  }

  #holdLane({ lane, untilMs, reason }: Extract<RunNotice, { type: 'lane-paused' }>): void {
    for (const { plan } of this.#core?.nodes ?? []) {
      const { id, provider, model = '' } = plan;
      if (provider === undefined) continue;
      const [name] = model.split(':');
      if (lane !== provider && lane !== `${provider} ${name}`) continue;
      this.#tallies.get(id)?.hold({ untilMs, reason });
      if (!this.#touched.has(id)) this.#touched.set(id, new Set());
    }
  }

  #touch(step: CoreStep): void {
    const { id } = step.node.plan;
    const steps = this.#touched.get(id);
    if (steps) steps.add(step);
    else this.#touched.set(id, new Set([step]));
  }

  #factsOf(stepId: string): StepFacts {
    const known = this.#facts.get(stepId);
    if (known) return known;
    const facts: StepFacts = {};
    this.#facts.set(stepId, facts);
    return facts;
  }

  /** Brings the tallies up to date; undefined where no node has changed. */
  #updateNodes(core: RunCore): Map<string, NodeRun> | undefined {
    const runEnded = this.ended;
    const isOver = runEnded && this.#isRunDirty;
    const changed = new Map<string, NodeRun>();
    const titleOf = (id: string) => this.#titles.get(id) ?? id;
    for (const node of core.nodes) {
      const { id } = node.plan;
      const tally = this.#tallies.get(id);
      const touched = this.#touched.get(id);
      if (!tally || (!touched && !isOver && !tally.isBehind(node))) continue;
      if (!touched && isOver && isEnded(tally.run.status) && !tally.isBehind(node)) continue;
      if (this.#outputSources.has(id) && tally.isBehind(node)) this.#outputsDirty = true;
      const change: TallyChange = { touched: touched ?? [], facts: this.#facts, titleOf, runEnded };
      tally.update(node, change);
      changed.set(id, tally.run);
    }
    // Canceled before it began: there are no trees of steps.
    if (isOver && core.nodes.length === 0) {
      for (const [id, tally] of this.#tallies) changed.set(id, tally.giveUp());
    }
    if (changed.size === 0) return undefined;
    const nodes = new Map(this.#view.nodes);
    for (const [id, run] of changed) nodes.set(id, run);
    return nodes;
  }

  #summarise(nodes: ReadonlyMap<string, NodeRun>): Pick<RunView, 'counts' | 'fraction'> {
    const counts = noSteps();
    let done = 0;
    for (const run of nodes.values()) {
      for (const status of nodeRunStatuses) counts[status] += run.counts[status];
      const known = run.expanded && countAll(run.counts) === countEnded(run.counts);
      done += known && isEnded(run.status) ? 1 : (run.fraction ?? 0);
    }
    return { counts, fraction: nodes.size === 0 ? 0 : done / nodes.size };
  }

  #updateRun(core: RunCore): void {
    const view: RunView = { ...this.#view, status: statusOf(core) };
    if (core.startedAt !== undefined) view.startedAt = core.startedAt;
    if (core.endedAt !== undefined) view.endedAt = core.endedAt;
    if (core.error) {
      const { message, hint, code } = core.error;
      view.error = { message, code, ...(hint !== undefined && { hint }) };
    }
    this.#view = view;
  }
}

/** While a run is being ended, it goes on. */
function statusOf({ state }: RunCore): RunView['status'] {
  return state === 'canceling' || state === 'failing' ? 'running' : state;
}
