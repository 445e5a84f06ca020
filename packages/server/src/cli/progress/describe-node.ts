import { describeMiss } from '../text/describe-miss.ts';
import { formatDuration } from '../text/format-duration.ts';
import type { NodeProgress } from './node-progress.ts';
import type { NoticeBoard } from './notice-board.ts';

/** `2 computed, 1 from the cache, 1 failed`; only what there is. */
export function describeCounts(
  counts: Pick<NodeProgress, 'computed' | 'cached' | 'failed' | 'skipped' | 'canceled'>,
): string {
  const parts: string[] = [];
  if (counts.computed > 0) parts.push(`${counts.computed} computed`);
  if (counts.cached > 0) parts.push(`${counts.cached} from the cache`);
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  if (counts.canceled > 0) parts.push(`${counts.canceled} canceled`);
  return parts.join(', ');
}

function describeCache(node: NodeProgress): string {
  const [first, ...more] = node.cachedFrom;
  if (first === undefined) return 'from the cache';
  return more.length === 0
    ? `from the cache (run ${first})`
    : `from the cache (run ${first} and ${more.length} more)`;
}

const notable = 50;

function describeTimes(node: NodeProgress, board: NoticeBoard): string[] {
  const { startedAt, endedAt } = node;
  if (startedAt === undefined || endedAt === undefined) return [];
  const times = board.timesOf(node.id);
  const parts: string[] = [];
  if (times && times.queueMs > notable) parts.push(`queue ${formatDuration(times.queueMs)}`);
  if (times && times.bootMs > notable) parts.push(`start ${formatDuration(times.bootMs)}`);
  if (times && parts.length > 0) parts.push(`run ${formatDuration(times.runMs)}`);
  const sum = node.known > 1 ? 'in sum: ' : '';
  const apart = parts.length > 0 ? ` (${sum}${parts.join(', ')})` : '';
  return [formatDuration(endedAt - startedAt) + apart];
}

/** What became of a node that has ended, in one line without its name. */
export function describeEndedNode(node: NodeProgress, board: NoticeBoard): string {
  if (node.known === 0) return 'no items';
  const parts: string[] = [];
  if (node.cached === node.known) parts.push(describeCache(node));
  else if (node.skipped === node.known) parts.push(`skipped (${node.skipReasons.join(', ')})`);
  else if (node.known === 1) parts.push(describeCounts(node).replace(/^1 /, ''));
  else parts.push(describeCounts(node));
  const miss = board.missOf(node.id);
  // Whoever asked for fresh results knows why.
  const isTold = miss && miss.kind !== 'fresh' && node.computed > 0;
  const why = isTold ? describeMiss(miss) : undefined;
  if (why !== undefined) parts[0] = `${parts[0]}: ${why}`;
  if (node.computed + node.failed > 0) parts.push(...describeTimes(node, board));
  return parts.join(', ');
}

/** What a node that has not ended is doing, in a few words. */
export function describeActiveNode(node: NodeProgress, board: NoticeBoard): string {
  if (node.running > 0) {
    const notice = board.progressOf(node.id);
    const fraction = notice?.fraction;
    const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
    if (notice?.status === 'starting') return `${notice.phase ?? 'starting'}${percent}`;
    return `${notice?.phase ?? 'running'}${percent}`;
  }
  if (node.queued > 0) return 'queued';
  return 'waiting';
}
