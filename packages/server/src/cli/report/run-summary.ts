import { relative } from 'node:path';
import { isArtifactRef, type RunResult, type StepSnapshot } from '@catena/engine';
import type { OutputFile } from '../outputs/plan-output-files.ts';
import { describeCounts } from '../progress/describe-node.ts';
import { toNodeProgress } from '../progress/node-progress.ts';
import type { Colors } from '../terminal/terminal.ts';
import { countOf } from '../text/count-of.ts';
import { describeError } from '../text/describe-error.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { formatDuration } from '../text/format-duration.ts';
import { printable } from '../text/printable.ts';

/** Steps of a run, by how they ended. */
export interface StepCounts {
  computed: number;
  cached: number;
  failed: number;
  skipped: number;
  canceled: number;
}

/** How a run went, for {@link describeRun}. */
export interface RunReport {
  result: RunResult;
  elapsedMs: number;
  dry: boolean;
  /** Files that outputs were written to; missing where none were to be written. */
  written?: { folder: string; files: readonly OutputFile[] };
  /** Paths are shown relative to it. */
  standingIn: string;
  colors: Colors;
}

/** Counts the steps of a run, and the runs that results were taken from. */
export function countSteps(result: RunResult): StepCounts & { from: string[] } {
  const sum = { computed: 0, cached: 0, failed: 0, skipped: 0, canceled: 0 };
  const from = new Set<string>();
  for (const [id, node] of Object.entries(result.snapshot.nodes)) {
    const progress = toNodeProgress({ id }, node, result.runId);
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += progress[key];
    for (const runId of progress.cachedFrom) from.add(runId);
  }
  return { ...sum, from: [...from] };
}

function describeSteps(result: RunResult): string {
  const counts = countSteps(result);
  const { computed, cached, failed, skipped, canceled } = counts;
  const total = computed + cached + failed + skipped + canceled;
  if (total > 0 && cached === total) {
    const [first, ...more] = counts.from;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    const run = first === undefined ? '' : ` (run ${first}${others})`;
    return `${cached} of ${countOf(total, 'step')} from the cache${run}`;
  }
  return total === 0 ? 'no steps' : `${countOf(total, 'step')}: ${describeCounts(counts)}`;
}

const words = {
  succeeded: ['✓', 'succeeded', 'green'],
  failed: ['✗', 'failed', 'red'],
  canceled: ['■', 'was canceled', 'yellow'],
} as const;

function describeValue(value: unknown): string {
  if (isArtifactRef(value)) {
    const size = value.width === undefined ? '' : `, ${value.width}×${value.height ?? '?'}`;
    const length =
      value.durationMs === undefined ? '' : `, ${formatDuration(value.durationMs)} long`;
    return `${value.mediaType}${size}${length}, ${formatBytes(value.sizeBytes)}`;
  }
  if (Array.isArray(value) && value.some(holdsArtifact)) return describeFiles(value);
  return typeof value === 'string' ? printable(value) : JSON.stringify(value);
}

/** A list of files, or of lists of them, as one item of a longer list. */
function describeFiles(value: readonly unknown[]): string {
  const files = value.filter(isArtifactRef);
  const kinds = [...new Set(files.map(({ mediaType }) => mediaType))].join(', ');
  const count = countOf(value.length, files.length === value.length ? 'file' : 'item');
  return kinds === '' ? count : `${count} (${kinds})`;
}

const shownItems = 20;

function outputLines(name: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    const describeItem = (item: unknown) =>
      Array.isArray(item) && item.length === 0 ? 'nothing' : describeValue(item);
    const shown = value.slice(0, shownItems).map((item) => `    ${describeItem(item)}`);
    const more = value.length - shownItems;
    if (more > 0) shown.push(`    and ${more} more`);
    return [`  ${name}: ${countOf(value.length, 'item')}`, ...shown];
  }
  const text = describeValue(value);
  return text.includes('\n')
    ? [`  ${name}:`, ...text.split('\n').map((line) => `    ${line}`)]
    : [`  ${name}: ${text}`];
}

function fileLines(name: string, report: RunReport): string[] {
  const { written, standingIn, colors } = report;
  const files = written?.files.filter((file) => file.output === name) ?? [];
  const shown = files.slice(0, shownItems).map(({ path }) => {
    const full = relative(standingIn, `${written?.folder ?? ''}/${path}`);
    return `    ${colors.dim('→')} ${full}`;
  });
  const more = files.length - shownItems;
  return more > 0 ? [...shown, `    and ${more} more files`] : shown;
}

function failures(result: RunResult): StepSnapshot[] {
  return Object.values(result.snapshot.nodes)
    .flatMap((node) => node.steps)
    .filter((step) => step.status === 'failed');
}

const shownFailures = 10;

function failureLines(result: RunResult, colors: Colors): string[] {
  const steps = failures(result);
  const mark = result.status === 'succeeded' ? colors.yellow('!') : colors.red('✗');
  const lines = steps.slice(0, shownFailures).flatMap((step) => {
    const [message = '', ...rest] = step.error ? describeError(step.error) : [];
    return [`  ${mark} ${step.id}: ${message}`, ...rest.map((line) => `    ${line}`)];
  });
  const more = steps.length - shownFailures;
  if (more > 0) lines.push(`  and ${more} more`);
  const { error } = result.snapshot;
  if (error) lines.push(...describeError(error).map((line) => `  ${line}`));
  // A run that succeeded all the same was told to go on without these.
  const heading = result.status === 'succeeded' ? 'Left out, as onItemError says:' : 'Failed:';
  return lines.length > 0 ? [heading, ...lines] : [];
}

function holdsArtifact(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsArtifact) : isArtifactRef(value);
}

/** What is left to say when a run has ended: how it ended, what it cost, and where its outputs are. */
export function describeRun(report: RunReport): string[] {
  const { result, colors } = report;
  const [icon, word, color] = words[result.status];
  const dry = report.dry ? ' (dry: with samples in place of predictions)' : '';
  const outputs = Object.entries(result.outputs);
  const lines = [
    '',
    `${colors[color](`${icon} run ${result.runId} ${word}`)} in ${formatDuration(report.elapsedMs)}${dry}`,
    `  ${describeSteps(result)}`,
    ...failureLines(result, colors),
  ];
  if (outputs.length > 0) lines.push('Outputs:');
  for (const [name, value] of outputs) {
    lines.push(...outputLines(name, value), ...fileLines(name, report));
  }
  const isUnwritten = !report.written && !report.dry;
  if (isUnwritten && outputs.some(([, value]) => holdsArtifact(value))) {
    lines.push(colors.dim('  Add --out DIR to have them as files.'));
  }
  return lines;
}
