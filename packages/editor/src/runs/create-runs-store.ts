import type { Workflow } from '@catena/engine';
import type { Client } from '@catena/server/client';
import type { Notifier, StartRunOptions } from '../document/commands/command.ts';
import type { OpenDocument, WorkspaceStore } from '../document/workspace-store.ts';
import { createBrowserPage, type BrowserPage } from './browser-page.ts';
import { stepMarkedSeeds, steppedSeeds } from '../document/edits/step-marked-seeds.ts';
import { nodeRunOf, type NodeRun, type RunView } from './node-run.ts';
import { createRunMemory, type RememberedRun, type RunMemory } from './run-memory.ts';
import { createRunsState, type RunsState, type RunsStore, type ShowOptions } from './runs-store.ts';
import { computedIn } from './computed-in.ts';
import { countAll, countEnded } from './step-counts.ts';
import { startRuns, tellProblem } from './start-runs.ts';
import { TabRun } from './tab-run.ts';

/** What the runs of the editor are made with. */
export interface RunsStoreOptions {
  client: Client;
  workspace: WorkspaceStore;
  notifier: Notifier;
  /** @defaultValue the page of the browser */
  page?: BrowserPage;
  /** @defaultValue one that lasts as long as the browser's tab */
  memory?: RunMemory;
  /** Milliseconds since the epoch. @defaultValue the system's clock */
  now?: () => number;
}

function isGoingOn(view: RunView | undefined): boolean {
  if (!view || view.error) return false;
  return view.status === 'queued' || view.status === 'running' || view.status === 'waiting';
}

/** The tabs of the editor with the runs that they show. */
class TabRuns {
  readonly state = createRunsState();
  readonly #options: Required<RunsStoreOptions>;
  readonly #runs = new Map<string, TabRun>();
  /** Keys of the tabs that are open, with the workflow that each is saved as. */
  readonly #known = new Map<string, string | undefined>();
  readonly #stops: (() => void)[] = [];

  constructor(options: Required<RunsStoreOptions>) {
    this.#options = options;
    const { workspace, page } = options;
    const watch = () => this.#watch();
    this.#stops.push(
      workspace.subscribe(() => this.#followTabs()),
      page.onVisibility(watch),
    );
    this.#followTabs();
  }

  async start(tab: OpenDocument, options: StartRunOptions): Promise<void> {
    const { notifier } = this.#options;
    if (this.state.getState().starting.has(tab.key)) return;
    if (tab.readOnly) {
      notifier.say({
        kind: 'info',
        text: 'This is a run as it was, which cannot be run again as it stands.',
        hint: 'Continue from this state first: that opens a copy.',
      });
      return;
    }
    this.#setStarting(tab.key, true);
    if (!options.dry && !options.part) this.#raiseSeeds(tab);
    try {
      const started = await startRuns(this.#options, tab, this.#withBasis(tab, options));
      if (!started) return;
      const { summary, seedStep } = started;
      const targets = summary.targets ?? computedIn(tab.document.getState().workflow, options.part);
      const run = { runId: summary.id, dry: summary.dry, targets, seedStep };
      this.show(tab, run, this.#earlier(tab.key));
    } finally {
      this.#setStarting(tab.key, false);
    }
  }

  show(
    tab: OpenDocument,
    run: RememberedRun,
    earlier = new Map<string, [NodeRun, Workflow]>(),
  ): void {
    this.#runs.get(tab.key)?.stop();
    this.#remember(tab, run);
    const tabRun = new TabRun({
      ...this.#options,
      tab,
      run,
      earlier,
      onView: (view) => this.#setView(tab.key, view),
      onStale: (stale) => this.#set('stale', tab.key, stale),
    });
    this.#runs.set(tab.key, tabRun);
    this.#setView(tab.key, tabRun.view());
    this.#watch();
    this.#noteChange();
  }

  clear(tab: OpenDocument): void {
    this.#runs.get(tab.key)?.stop();
    this.#runs.delete(tab.key);
    this.#set('views', tab.key, undefined);
    this.#set('stale', tab.key, undefined);
    for (const key of [tab.key, tab.workflowId]) {
      if (key !== undefined) this.#options.memory.forget(key);
    }
  }

  async cancel(tab: OpenDocument): Promise<void> {
    const { client, notifier } = this.#options;
    const shown = this.#runs.get(tab.key);
    if (!shown) return;
    try {
      await client.runs.cancel(shown.run.runId);
    } catch (error) {
      tellProblem(notifier, 'The run was not canceled; it goes on.', error);
    }
  }

  basisOf(tab: OpenDocument): { runId: string; failed: boolean } | undefined {
    const view = this.state.getState().views.get(tab.key);
    const run = this.#runs.get(tab.key)?.run;
    if (!view || !run || run.dry || isGoingOn(view)) return undefined;
    return { runId: run.runId, failed: view.status === 'failed' };
  }

  resultOf(tab: OpenDocument, nodeId: string): string | undefined {
    const view = this.state.getState().views.get(tab.key);
    const node = view && !view.dry ? nodeRunOf(view, nodeId) : undefined;
    if (!node?.expanded || node.counts.succeeded + node.counts.cached === 0) return undefined;
    return countAll(node.counts) === countEnded(node.counts) ? node.runId : undefined;
  }

  #withBasis(tab: OpenDocument, options: StartRunOptions): StartRunOptions & { basis?: string } {
    const basis = options.part && this.basisOf(tab)?.runId;
    return basis === undefined ? options : { ...options, basis };
  }

  isRunning(tab: OpenDocument): boolean {
    const { starting, views } = this.state.getState();
    return starting.has(tab.key) || isGoingOn(views.get(tab.key));
  }

  drawsOf(tab: OpenDocument, nodeId: string): Readonly<Record<string, number>> | undefined {
    const view = this.state.getState().views.get(tab.key);
    return view && nodeRunOf(view, nodeId)?.steps[0]?.draws;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    for (const run of this.#runs.values()) run.stop();
    this.#runs.clear();
  }

  /** Shows the run that a tab showed before, else the latest of its workflow. */
  async #restore(tab: OpenDocument): Promise<void> {
    const { memory, client } = this.#options;
    if (tab.runId !== undefined) {
      this.show(tab, { runId: tab.runId });
      return;
    }
    const known = memory.recall(tab.workflowId ?? tab.key) ?? memory.recall(tab.key);
    if (known) {
      this.show(tab, known);
      return;
    }
    if (tab.workflowId === undefined) return;
    // Without an answer there is nothing to show, and the page says elsewhere that none comes.
    const answer = await client.runs
      .list({ workflowId: tab.workflowId, limit: 1 })
      .catch(() => undefined);
    const [latest] = answer?.runs ?? [];
    if (!latest || this.#runs.has(tab.key) || !this.#known.has(tab.key)) return;
    this.show(tab, { runId: latest.id, dry: latest.dry, targets: latest.targets });
  }

  #followTabs(): void {
    const { tabs } = this.#options.workspace.getState();
    const open = new Set(tabs.map(({ key }) => key));
    for (const key of this.#known.keys()) {
      if (open.has(key)) continue;
      this.#known.delete(key);
      this.#runs.get(key)?.stop();
      this.#runs.delete(key);
      this.#set('views', key, undefined);
      this.#set('stale', key, undefined);
    }
    for (const tab of tabs) {
      const isNew = !this.#known.has(tab.key);
      const isSavedNow = this.#known.get(tab.key) !== tab.workflowId;
      this.#known.set(tab.key, tab.workflowId);
      if (isNew) void this.#restore(tab);
      else if (isSavedNow) this.#rememberAgain(tab);
    }
    this.#watch();
  }

  #watch(): void {
    const { page, workspace } = this.#options;
    const { activeKey } = workspace.getState();
    for (const [key, run] of this.#runs) run.watch(page.isVisible() && key === activeKey);
  }

  #remember(tab: OpenDocument, run: RememberedRun): void {
    const { memory } = this.#options;
    if (tab.runId !== undefined) return;
    memory.remember(tab.key, run);
    if (tab.workflowId !== undefined) memory.remember(tab.workflowId, run);
  }

  /** Raises the seeds that are marked to go up with each run, from the second run with them on. */
  #raiseSeeds({ key, document }: OpenDocument): void {
    const ran = this.#runs.get(key)?.view().workflow;
    const { workflow } = document.getState();
    const wasRun = Object.keys(workflow.nodes).some((id) =>
      steppedSeeds(workflow, id).some(
        (port) => ran?.nodes[id]?.input?.[port] === workflow.nodes[id]?.input?.[port],
      ),
    );
    if (wasRun) document.edit('Raise seeds', stepMarkedSeeds, { coalesce: 'raise-seeds' });
  }

  /** A tab that was saved for the first time is known by its workflow from now on. */
  #rememberAgain(tab: OpenDocument): void {
    const run = this.#runs.get(tab.key)?.run;
    if (run) this.#remember(tab, run);
  }

  /** Results that stay in view while another run, perhaps of some nodes only, goes on. */
  #earlier(key: string): Map<string, [NodeRun, Workflow]> {
    return this.#runs.get(key)?.results() ?? new Map<string, [NodeRun, Workflow]>();
  }

  #setView(key: string, view: RunView): void {
    const before = this.state.getState().views.get(key);
    if (before === view) return;
    this.#set('views', key, view);
    if (isGoingOn(before) && !isGoingOn(view)) this.#noteChange();
  }

  #noteChange(): void {
    this.state.setState(({ changes }) => ({ changes: changes + 1 }));
  }

  #setStarting(key: string, isStarting: boolean): void {
    const starting = new Set(this.state.getState().starting);
    if (isStarting) starting.add(key);
    else starting.delete(key);
    this.state.setState({ starting });
  }

  #set<Part extends 'views' | 'stale'>(
    part: Part,
    key: string,
    value: (RunsState[Part] extends ReadonlyMap<string, infer Value> ? Value : never) | undefined,
  ): void {
    const next = new Map<string, unknown>(this.state.getState()[part]);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    this.state.setState({ [part]: next });
  }
}

/** Makes the runs of the editor: each tab shows one, from when it is opened. */
export function createRunsStore(options: RunsStoreOptions): RunsStore {
  const runs = new TabRuns({
    page: createBrowserPage(),
    memory: createRunMemory(globalThis.sessionStorage),
    now: () => Date.now(),
    ...options,
  });
  return Object.assign(runs.state, {
    start: (tab: OpenDocument, start: StartRunOptions = {}) => runs.start(tab, start),
    cancel: (tab: OpenDocument) => runs.cancel(tab),
    isRunning: (tab: OpenDocument) => runs.isRunning(tab),
    show: (tab: OpenDocument, runId: string, show: ShowOptions = {}) => {
      runs.show(tab, { runId, ...show });
      return Promise.resolve();
    },
    basisOf: (tab: OpenDocument) => runs.basisOf(tab),
    resultOf: (tab: OpenDocument, nodeId: string) => runs.resultOf(tab, nodeId),
    drawsOf: (tab: OpenDocument, nodeId: string) => runs.drawsOf(tab, nodeId),
    clear: (tab: OpenDocument) => runs.clear(tab),
    dispose: () => runs.dispose(),
  });
}
