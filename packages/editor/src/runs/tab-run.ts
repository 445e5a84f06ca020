import type { Workflow } from '@catena/engine';
import type { Client } from '@catena/server/client';
import type { OpenDocument } from '../document/workspace-store.ts';
import type { BrowserPage } from './browser-page.ts';
import type { NodeRun, RunView } from './node-run.ts';
import { RunFollower } from './run-follower.ts';
import type { RememberedRun } from './run-memory.ts';
import { staleResults } from './stale-results.ts';
import { stepSeeds } from './step-seeds.ts';

/** What one run in one tab is made with. */
export interface TabRunOptions {
  client: Pick<Client, 'runs'>;
  page: BrowserPage;
  now: () => number;
  tab: OpenDocument;
  run: RememberedRun;
  /** Results of runs that the tab showed before, with the workflow that each belongs to. */
  earlier: ReadonlyMap<string, [NodeRun, Workflow]>;
  onView(view: RunView): void;
  onStale(stale: ReadonlyMap<string, string>): void;
}

function isEqual(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([id, reason]) => right.get(id) === reason);
}

const takenBefore = 'it was edited after the run that its result is from';

/** One run in one tab: followed, and held against the document. */
export class TabRun {
  readonly run: RememberedRun;
  readonly #options: TabRunOptions;
  readonly #follower: RunFollower;
  readonly #stopDocument: () => void;
  #callOffStale: (() => void) | undefined;
  #workflow: Workflow | undefined;
  #stale: ReadonlyMap<string, string> = new Map();

  constructor(options: TabRunOptions) {
    this.#options = options;
    const { client, page, now, tab, run, earlier } = options;
    this.run = run;
    this.#follower = new RunFollower({
      client,
      now,
      nextFrame: page.nextFrame,
      nextPoll: page.nextPoll,
      run: {
        id: run.runId,
        dry: run.dry ?? false,
        ...(run.targets && { targets: run.targets }),
        earlier: new Map([...earlier].map(([id, [node]]) => [id, node])),
      },
      onView: (view) => this.#take(view),
    });
    let seen = tab.document.getState().version;
    this.#stopDocument = tab.document.subscribe(({ version }) => {
      if (version === seen) return;
      seen = version;
      this.#compareSoon();
    });
    options.onStale(this.#stale);
    this.#compareSoon();
  }

  view(): RunView {
    return this.#follower.view();
  }

  watch(watched: boolean): void {
    this.#follower.watch(watched);
  }

  stop(): void {
    this.#follower.stop();
    this.#stopDocument();
    this.#callOffStale?.();
  }

  /** What is known of every node so far, with the workflow that it belongs to. */
  results(): Map<string, [NodeRun, Workflow]> {
    const { nodes, workflow } = this.view();
    const results = new Map(this.#options.earlier);
    for (const [id, node] of workflow ? nodes : []) {
      const hasResult = node.counts.succeeded + node.counts.cached > 0;
      if (workflow && (hasResult || !results.has(id))) results.set(id, [node, workflow]);
    }
    return results;
  }

  #take(view: RunView): void {
    this.#options.onView(view);
    if (view.workflow === this.#workflow) return;
    this.#workflow = view.workflow;
    this.#compareSoon();
  }

  #compareSoon(): void {
    this.#callOffStale ??= this.#options.page.nextFrame(() => {
      this.#callOffStale = undefined;
      this.#compare();
    });
  }

  #compare(): void {
    const { tab, run, earlier, onStale } = this.#options;
    const { workflow } = tab.document.getState();
    const stepped = stepSeeds(workflow, tab.analysis.getState().ports, run.seedStep ?? 0);
    const stale = new Map<string, string>();
    const compared = new Map<Workflow, Map<string, string>>();
    for (const [id, [, before]] of earlier) {
      const known = compared.get(before) ?? staleResults(before, workflow);
      compared.set(before, known);
      const reason = known.get(id);
      if (reason !== undefined) stale.set(id, reason);
    }
    if (this.#workflow) {
      for (const id of Object.keys(this.#workflow.nodes)) stale.delete(id);
      for (const id of this.view().outdated ?? []) stale.set(id, takenBefore);
      for (const [id, reason] of staleResults(this.#workflow, stepped)) stale.set(id, reason);
    }
    if (isEqual(stale, this.#stale)) return;
    this.#stale = stale;
    onStale(stale);
  }
}
