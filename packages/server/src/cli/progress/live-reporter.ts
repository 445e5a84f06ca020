import cliTruncate from 'cli-truncate';
import { createLogUpdate } from 'log-update';
import type { RunEvent, RunGraph, RunSnapshot, RunNotice } from '@catena/engine';
import type { Terminal } from '../terminal/terminal.ts';
import { toNodeProgress } from './node-progress.ts';
import { NoticeBoard } from './notice-board.ts';
import { renderFrame } from './render-frame.ts';
import type { RunReporter } from './run-reporter.ts';

const frameMs = 80;
const defaultColumns = 80;
const defaultRows = 24;

/** Draws a line for each node and keeps them up to date; for terminals. */
export class LiveReporter implements RunReporter {
  readonly #terminal: Terminal;
  readonly #board = new NoticeBoard();
  readonly #update: ReturnType<typeof createLogUpdate>;
  readonly #beginMs = Date.now();
  readonly #timer: NodeJS.Timeout;
  #graph: RunGraph | undefined;
  #snapshot: RunSnapshot | undefined;
  #canceling = false;
  #ended = false;
  #tick = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#update = createLogUpdate(terminal.stdout, { showCursor: false });
    this.#timer = setInterval(() => this.#draw(), frameMs);
  }

  onEvent(event: RunEvent): void {
    if (event.type === 'run.created') this.#graph = event.graph;
    this.#board.addEvent(event);
  }

  onNotice(notice: RunNotice): void {
    this.#board.addNotice(notice);
  }

  onSnapshot(snapshot: RunSnapshot): void {
    this.#snapshot = snapshot;
  }

  onCanceling(): void {
    this.#canceling = true;
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#ended = true;
    // The last picture stays on screen and may be longer than it: nothing is cut off.
    const lines = this.#lines(Number.POSITIVE_INFINITY).slice(0, -1);
    this.#update.clear();
    this.#update.done();
    this.#terminal.print(...lines);
  }

  #draw(): void {
    this.#tick += 1;
    const lines = this.#lines((this.#terminal.stdout.rows || defaultRows) - 1);
    const columns = this.#terminal.stdout.columns || defaultColumns;
    const cut = lines.map((line) => cliTruncate(line, columns - 1));
    this.#update(cut.length > 0 ? cut.join('\n') : 'Preparing …');
  }

  #lines(rows: number): string[] {
    const [graph, snapshot] = [this.#graph, this.#snapshot];
    if (!graph || !snapshot) return [];
    const nowMs = Date.now();
    return renderFrame({
      nodes: graph.nodes.map((node) =>
        toNodeProgress(node, snapshot.nodes[node.id], snapshot.runId),
      ),
      board: this.#board,
      elapsedMs: nowMs - this.#beginMs,
      nowMs,
      canceling: this.#canceling,
      ended: this.#ended,
      tick: this.#tick,
      rows,
      colors: this.#terminal.colors,
    });
  }
}
