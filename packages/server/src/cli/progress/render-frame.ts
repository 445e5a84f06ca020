import stringWidth from 'string-width';
import type { Colors } from '../terminal/terminal.ts';
import { describeError } from '../text/describe-error.ts';
import { formatDuration } from '../text/format-duration.ts';
import { oneLine } from '../text/one-line.ts';
import { describeActiveNode, describeEndedNode } from './describe-node.ts';
import { countEnded, isNodeEnded, type NodeProgress } from './node-progress.ts';
import type { NoticeBoard } from './notice-board.ts';

/** All that a picture of a run's progress is drawn from. */
export interface Frame {
  nodes: readonly NodeProgress[];
  board: NoticeBoard;
  elapsedMs: number;
  /** Milliseconds since the epoch. */
  nowMs: number;
  canceling: boolean;
  /** Nothing more comes. */
  ended: boolean;
  /** Counts up with each frame. */
  tick: number;
  /** Most lines that fit. */
  rows: number;
  colors: Colors;
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const barWidth = 12;
const longestTitle = 32;
const shownFailures = 3;

function icon(node: NodeProgress, frame: Frame): string {
  const { colors } = frame;
  if (!isNodeEnded(node)) {
    if (node.running > 0) return colors.cyan(spinner[frame.tick % spinner.length] ?? '·');
    return colors.dim(node.queued > 0 ? '◌' : '·');
  }
  if (node.failed > 0) return colors.red('✗');
  if (node.canceled > 0) return colors.yellow('■');
  if (node.known > 0 && node.skipped === node.known) return colors.dim('–');
  return node.known > 0 && node.cached === node.known ? colors.cyan('●') : colors.green('✓');
}

function bar(node: NodeProgress, frame: Frame): string {
  const total = Math.max(node.known, 1);
  const done = Math.min(1, (countEnded(node) + frame.board.fractionOf(node.id)) / total);
  const full = Math.floor(done * barWidth);
  return '█'.repeat(full) + frame.colors.dim('░'.repeat(barWidth - full));
}

function counts(node: NodeProgress): string {
  const total = node.expanded ? String(node.known) : node.known > 0 ? `${node.known}+` : '?';
  return `${countEnded(node)}/${total}`;
}

function details(node: NodeProgress, frame: Frame): string {
  const { colors, board } = frame;
  if (isNodeEnded(node)) return colors.dim(describeEndedNode(node, board));
  if (frame.ended) return colors.dim('not started');
  const parts = [describeActiveNode(node, board)];
  if (node.cached > 0) parts.push(`${node.cached} from the cache`);
  if (node.failed > 0) parts.push(colors.red(`${node.failed} failed`));
  if (node.running > 0 && node.startedAt !== undefined) {
    parts.push(colors.dim(formatDuration(Math.max(0, frame.nowMs - node.startedAt))));
  }
  return parts.join(', ');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Where not all nodes fit: those under way first, then what comes next, then what has ended. */
function pickVisible(nodes: readonly NodeProgress[], most: number): readonly NodeProgress[] {
  if (nodes.length <= most) return nodes;
  const rank = (node: NodeProgress): number => {
    if (node.running > 0) return 0;
    if (isNodeEnded(node)) return node.failed > 0 ? 1 : 4;
    return node.queued > 0 ? 2 : 3;
  };
  const ranked = nodes.map((node, index) => ({ node, index, rank: rank(node) }));
  const chosen = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).slice(0, most);
  return chosen.toSorted((a, b) => a.index - b.index).map(({ node }) => node);
}

function failureLines(frame: Frame): string[] {
  const { colors, nodes } = frame;
  const failures = nodes.flatMap((node) => node.failures);
  const shown = failures.slice(0, shownFailures).flatMap((step) => {
    if (!step.error) return [];
    const [message = '', ...rest] = describeError(step.error);
    return [`${colors.red('✗')} ${step.id}: ${message}`, ...rest.map((line) => `  ${line}`)];
  });
  const more = failures.length - shownFailures;
  return more > 0 ? [...shown, colors.dim(`  and ${more} more`)] : shown;
}

function totalLine(frame: Frame): string {
  const sum = (pick: (node: NodeProgress) => number) =>
    frame.nodes.reduce((total, node) => total + pick(node), 0);
  const isExact = frame.nodes.every((node) => node.expanded);
  const parts = [`${sum(countEnded)} of ${sum((node) => node.known)}${isExact ? '' : '+'} steps`];
  const [cached, failed] = [sum((node) => node.cached), sum((node) => node.failed)];
  if (cached > 0) parts.push(`${cached} from the cache`);
  if (failed > 0) parts.push(frame.colors.red(`${failed} failed`));
  parts.push(formatDuration(frame.elapsedMs));
  if (frame.canceling)
    parts.push(frame.colors.yellow('canceling … (Ctrl-C again to stop at once)'));
  return parts.join(frame.colors.dim(' · '));
}

/** Draws a run's progress: a line for each node, what failed, and the sum. */
export function renderFrame(frame: Frame): string[] {
  const { colors } = frame;
  const failures = failureLines(frame);
  const pauses = frame.board
    .pausesAt(frame.nowMs)
    .map((pause) =>
      colors.yellow(
        `  ${pause.lane} waits ${formatDuration(pause.untilMs - frame.nowMs)}: ${oneLine(pause.reason)}`,
      ),
    );
  const most = Math.max(3, frame.rows - failures.length - pauses.length - 3);
  const visible = pickVisible(frame.nodes, most);
  const titles = visible.map((node) => oneLine(node.title, longestTitle));
  const titleWidth = Math.max(0, ...titles.map((title) => stringWidth(title)));
  const countWidth = Math.max(0, ...visible.map((node) => counts(node).length));
  const lines = visible.map((node, index) =>
    [
      icon(node, frame),
      pad(titles[index] ?? '', titleWidth),
      bar(node, frame),
      counts(node).padStart(countWidth),
      '',
      details(node, frame),
    ].join(' '),
  );
  const hidden = frame.nodes.length - visible.length;
  if (hidden > 0) lines.push(colors.dim(`  and ${hidden} more nodes`));
  return [...lines, ...pauses, ...failures, totalLine(frame)];
}
