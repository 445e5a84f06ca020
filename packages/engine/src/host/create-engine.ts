import { EngineError } from '../errors/engine-error.ts';
import type { Issue } from '../errors/issue.ts';
import { choosePart, type PartOptions } from '../planning/choose-part.ts';
import { defaultMaxSteps } from '../planning/build-run-graph.ts';
import type { RunPlan } from '../planning/run-plan.ts';
import { systemPlatform } from '../platform/platform.ts';
import { createMemoryStepHistory } from '../prediction/step-history.ts';
import { ProviderRegistry } from '../prediction/provider-registry.ts';
import type { RunBasis, RunCreated } from '../run/run-events.ts';
import { createMemoryRunStore } from '../run/memory-run-store.ts';
import type { LockFile } from '../workflow/lock-file.ts';
import { semanticHash } from '../workflow/semantic-hash.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { basisOf, BasisResults, nodesOf } from './basis-results.ts';
import { buildPlan } from './build-plan.ts';
import type {
  Engine,
  EngineLimits,
  EngineOptions,
  LaneStatus,
  PrepareOptions,
  ResumeOptions,
  Run,
  RunOptions,
} from './engine.ts';
import { CreateLedger } from './create-ledger.ts';
import { InFlight } from './in-flight.ts';
import { LaneScheduler } from './lane-scheduler.ts';
import { LaneSet } from './lane-set.ts';
import { lockReferences } from './resolve-references.ts';
import { checkWorkflow, prepareRun, type Prepared } from './prepare-run.ts';
import { ownedRun, recallRun } from './recall-run.ts';
import { RunExecution } from './run-execution.ts';
import type { Runtime } from './runtime.ts';

function createRuntime(options: EngineOptions): Runtime {
  const platform = options.platform ?? systemPlatform;
  const providers = new ProviderRegistry(options.providers);
  return {
    library: options.library,
    providers,
    artifacts: options.artifacts,
    fetcher: options.fetcher,
    media: options.media,
    cache: options.cache,
    history: options.history ?? createMemoryStepHistory(),
    runs: options.runs ?? createMemoryRunStore(),
    workflows: options.workflows,
    platform,
    lanes: new LaneSet(providers, options.limits),
    scheduler: new LaneScheduler(platform.clock),
    inFlight: new InFlight(),
    creates: new CreateLedger(),
    dry: false,
  };
}

/** The same runtime with samples in the place of predictions, and without the cache. */
function toDryRuntime(runtime: Runtime): Runtime {
  return {
    ...runtime,
    fetcher: undefined,
    cache: undefined,
    history: createMemoryStepHistory(),
    runs: createMemoryRunStore(),
    lanes: new LaneSet(new ProviderRegistry([])),
    scheduler: new LaneScheduler(runtime.platform.clock),
    inFlight: new InFlight(),
    creates: new CreateLedger(),
    dry: true,
  };
}

/** A workflow, or a part of one, that is ready to run. */
interface ReadyRun {
  prepared: Prepared;
  basis?: RunBasis;
  results?: BasisResults;
}

class InProcessEngine implements Engine {
  readonly #runtime: Runtime;
  #maxSteps: number;
  readonly #runs = new Set<Run>();
  #closed = false;

  constructor(options: EngineOptions) {
    this.#runtime = createRuntime(options);
    this.#maxSteps = options.limits?.maxSteps ?? defaultMaxSteps;
  }

  async validate(workflow: Workflow, options: PrepareOptions = {}): Promise<Issue[]> {
    return (await checkWorkflow(this.#runtime, workflow, options)).issues;
  }

  async plan(
    workflow: Workflow,
    options: PrepareOptions & PartOptions & { fresh?: boolean } = {},
  ): Promise<RunPlan> {
    const { prepared, results } = await this.#prepare(workflow, options);
    const { cache, history, providers, fetcher } = this.#runtime;
    return buildPlan(prepared.graph, {
      cache,
      history,
      fresh: options.fresh ?? false,
      fetches: fetcher !== undefined,
      scope: scopeOf(workflow),
      accountOf: (provider) => providers.find(provider)?.account,
      ...(results && { results }),
    });
  }

  async run(workflow: Workflow, options: RunOptions = {}): Promise<Run> {
    this.#checkOpen();
    const ready = await this.#prepare(workflow, options);
    const runtime = options.dry ? toDryRuntime(this.#runtime) : this.#runtime;
    const execution = new RunExecution(runtime, this.#created(workflow, ready, options), {
      ...(ready.results && { results: ready.results }),
      fresh: options.fresh ?? false,
      interactive: options.interactive ?? false,
      secrets: options.secrets ?? {},
      scope: scopeOf(workflow),
    });
    return this.#begin(execution);
  }

  async resume(runId: string, options: ResumeOptions = {}): Promise<Run> {
    this.#checkOpen();
    if ([...this.#runs].some((run) => run.id === runId)) throw ownedRun(runId);
    const { runs } = this.#runtime;
    const { created, past } = await recallRun(runs, runId, options);
    const results = created.basis && (await BasisResults.read(runs, created.basis));
    return this.#begin(
      new RunExecution(this.#runtime, created, {
        ...(results && { results }),
        fresh: false,
        interactive: options.interactive ?? false,
        secrets: options.secrets ?? {},
        scope: scopeOf(created.workflow),
        past,
      }),
    );
  }

  abandonedRuns(): Promise<string[]> {
    return this.#runtime.runs.abandoned();
  }

  async lock(workflow: Workflow, options: Pick<PrepareOptions, 'folder'> = {}): Promise<LockFile> {
    return lockReferences(this.#runtime, workflow, options);
  }

  setLimits({ computeConcurrency, maxSteps }: EngineLimits): void {
    if (maxSteps !== undefined) this.#maxSteps = maxSteps;
    if (computeConcurrency === undefined) return;
    this.#runtime.lanes.compute.setConcurrency(computeConcurrency);
    this.#runtime.scheduler.reconsider();
  }

  lanes(): LaneStatus[] {
    const { lanes, scheduler, platform } = this.#runtime;
    const now = platform.clock.now();
    return lanes.all().map((lane) => ({
      name: lane.name,
      running: lane.running,
      waiting: scheduler.waitingFor(lane),
      ...(lane.pausedUntil > now && { pausedUntilMs: lane.pausedUntil }),
    }));
  }

  async close({ park = false }: { park?: boolean } = {}): Promise<void> {
    this.#closed = true;
    if (park) await Promise.all([...this.#runs].map((run) => run.park()));
    for (const run of this.#runs) run.cancel();
    await Promise.allSettled([...this.#runs].map((run) => run.result));
    const { providers, runs, cache, history } = this.#runtime;
    for (const id of providers.ids) await providers.get(id).close?.();
    await runs.close?.();
    cache?.close?.();
    history.close?.();
  }

  #checkOpen(): void {
    if (!this.#closed) return;
    throw new EngineError({ code: 'engine-closed', message: 'The engine has been closed.' });
  }

  async #begin(execution: RunExecution): Promise<Run> {
    this.#runs.add(execution);
    const forget = () => this.#runs.delete(execution);
    execution.result.then(forget, forget);
    await execution.created;
    // Not before whoever started the run has had a chance to listen.
    const { clock } = this.#runtime.platform;
    clock.setTimer(clock.now(), () => execution.start());
    return execution;
  }

  async #prepare(workflow: Workflow, options: PrepareOptions & PartOptions): Promise<ReadyRun> {
    const { runs } = this.#runtime;
    const isRetry = options.part?.kind === 'failed' && options.basis !== undefined;
    const part = choosePart(workflow, options.inputs ?? {}, {
      ...options,
      ...(isRetry && { nodesOfBasis: await nodesOf(runs, options.basis ?? '') }),
    });
    const prepared = await prepareRun(this.#runtime, part.workflow, {
      ...options,
      inputs: part.inputs,
      maxSteps: this.#maxSteps,
    });
    const basis = basisOf(part, options.basis);
    if (!basis) return { prepared };
    const results = await BasisResults.read(runs, basis);
    results.check(prepared.graph);
    return { prepared, results, basis: { ...basis, stale: results.staleIn(prepared) } };
  }

  #created(
    workflow: Workflow,
    { prepared, basis }: ReadyRun,
    options: RunOptions,
  ): Omit<RunCreated, 'sequence' | 'at'> {
    const { graph, inputs, models, lockedWorkflows } = prepared;
    return {
      type: 'run.created',
      runId: options.runId ?? this.#runtime.platform.ids.next(),
      workflow,
      workflowHash: semanticHash(workflow),
      graph,
      inputs,
      models: Object.fromEntries(
        [...models].map(([key, description]) => [key, { version: description.version }]),
      ),
      ...(lockedWorkflows.size > 0 && { workflows: Object.fromEntries(lockedWorkflows) }),
      failFast: options.failFast ?? false,
      ...(basis && { basis }),
      ...(options.traceparent !== undefined && { traceparent: options.traceparent }),
    };
  }
}

/** Names a workflow in the explanations of the cache: people run the same one again and again. */
function scopeOf(workflow: Workflow): string {
  return workflow.name ?? '';
}

/** Makes an engine that runs workflows in this process. */
export function createEngine(options: EngineOptions): Engine {
  return new InProcessEngine(options);
}
