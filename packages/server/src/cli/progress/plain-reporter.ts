import type { RunEvent, RunGraph, RunSnapshot, RunNotice } from '@catena/engine';
import type { Terminal } from '../terminal/terminal.ts';
import { describeError } from '../text/describe-error.ts';
import { oneLine } from '../text/one-line.ts';
import { describeEndedNode } from './describe-node.ts';
import { isNodeEnded, toNodeProgress, type NodeProgress } from './node-progress.ts';
import { nodeOf, NoticeBoard } from './notice-board.ts';
import type { RunReporter } from './run-reporter.ts';

/** Adds a line whenever something is done; for pipes and files. */
export class PlainReporter implements RunReporter {
  readonly #terminal: Terminal;
  readonly #board = new NoticeBoard();
  readonly #told = new Set<string>();
  #graph: RunGraph | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  onEvent(event: RunEvent): void {
    if (event.type === 'run.created') {
      this.#graph = event.graph;
      this.#terminal.print(`run ${event.runId} started`);
    }
    this.#board.addEvent(event);
    if (event.type === 'step.failed') {
      const [message = '', ...rest] = describeError(event.error);
      this.#terminal.print(`failed ${event.step}: ${message}`, ...rest);
    }
  }

  onNotice(notice: RunNotice): void {
    this.#board.addNotice(notice);
    if (notice.type === 'progress' && notice.phase !== undefined) {
      const node = nodeOf(notice.step);
      this.#once(`${node} ${notice.phase}`, `${node}: ${oneLine(notice.phase)} …`);
    }
    if (notice.type === 'lane-paused') {
      this.#terminal.print(`${notice.lane} waits: ${oneLine(notice.reason)}`);
    }
  }

  onSnapshot(snapshot: RunSnapshot): void {
    for (const planned of this.#graph?.nodes ?? []) {
      if (this.#told.has(planned.id)) continue;
      const node = toNodeProgress(planned, snapshot.nodes[planned.id], snapshot.runId);
      if (isNodeEnded(node)) this.#once(planned.id, this.#line(node));
    }
  }

  onCanceling(): void {
    this.#terminal.print('canceling … (Ctrl-C again to stop at once)');
  }

  stop(): void {}

  #line(node: NodeProgress): string {
    const steps = node.known > 1 ? ` (${node.known} steps)` : '';
    const title = node.title === node.id ? '' : ` "${oneLine(node.title)}"`;
    return `${node.id}${title}${steps}: ${describeEndedNode(node, this.#board)}`;
  }

  #once(key: string, line: string): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#terminal.print(line);
  }
}
