import {
  isArtifactRef,
  type ArtifactRef,
  type RunSnapshot,
  type StepSnapshot,
  type StepStatus,
} from '@catena/engine';
import type { RunSummary } from '../api/runs.ts';

/** What a summary says of a run that changes while it is under way. */
export type RunProgress = Pick<
  RunSummary,
  'status' | 'startedAt' | 'endedAt' | 'steps' | 'thumbnails' | 'error'
>;

const mostThumbnails = 4;
/** Lists of this many pictures are not searched further. */
const mostSearched = 200;

const counters: Readonly<Partial<Record<StepStatus, keyof RunSummary['steps']>>> = {
  succeeded: 'succeeded',
  cached: 'cached',
  failed: 'failed',
  skipped: 'skipped',
  canceled: 'canceled',
};

const toIso = (ms: number): string => new Date(ms).toISOString();
const isImage = ({ mediaType }: ArtifactRef): boolean => mediaType.startsWith('image/');
const isMedia = ({ mediaType }: ArtifactRef): boolean => /^(image|audio|video)\//.test(mediaType);

function countSteps(steps: readonly StepSnapshot[]): RunSummary['steps'] {
  const counts = { total: 0, succeeded: 0, cached: 0, failed: 0, skipped: 0, canceled: 0 };
  for (const { status } of steps) {
    counts.total += 1;
    const counter = counters[status];
    if (counter) counts[counter] += 1;
  }
  return counts;
}

/** Files that can be seen or heard, by content, in the order of the value. */
function collectMedia(value: unknown, found: Map<string, ArtifactRef>): void {
  if (typeof value !== 'object' || value === null || found.size >= mostSearched) return;
  if (isArtifactRef(value)) {
    if (isMedia(value)) found.set(value.$artifact, value);
    return;
  }
  for (const member of Object.values(value)) collectMedia(member, found);
}

function mediaOf(values: Iterable<unknown>): ArtifactRef[] {
  const found = new Map<string, ArtifactRef>();
  for (const value of values) {
    if (found.size >= mostSearched) break;
    collectMedia(value, found);
  }
  return [...found.values()];
}

/** Results that show what came of a run: of its outputs, else of its latest steps; pictures first. */
function chooseThumbnails(snapshot: RunSnapshot, steps: readonly StepSnapshot[]): ArtifactRef[] {
  let media = mediaOf(Object.values(snapshot.outputs));
  if (media.length === 0) {
    const latest = steps
      .filter(({ output }) => output !== undefined)
      .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
    media = mediaOf(latest.map(({ output }) => output));
  }
  const pictures = media.filter(isImage);
  const others = media.filter((ref) => !isImage(ref));
  return [...pictures, ...others].slice(0, mostThumbnails);
}

function firstError(
  snapshot: RunSnapshot,
  steps: readonly StepSnapshot[],
): RunSummary['error'] | undefined {
  const failed = steps
    .filter(({ status, error }) => status === 'failed' && error)
    .toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  const error = failed[0]?.error ?? snapshot.error;
  // What a workflow says it can do without is no failure of a run that succeeded.
  if (!error || snapshot.status === 'succeeded') return undefined;
  const { code, message, nodeId } = error;
  return { code, message, ...(nodeId !== undefined && { nodeId }) };
}

/** How far a run is, in short. */
export function summariseRun(snapshot: RunSnapshot): RunProgress {
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  const error = firstError(snapshot, steps);
  return {
    status: snapshot.status,
    ...(snapshot.startedAt !== undefined && { startedAt: toIso(snapshot.startedAt) }),
    ...(snapshot.endedAt !== undefined && { endedAt: toIso(snapshot.endedAt) }),
    steps: countSteps(steps),
    thumbnails: chooseThumbnails(snapshot, steps),
    ...(error && { error }),
  };
}
