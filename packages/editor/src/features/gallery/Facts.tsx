import { isArtifactRef } from '@catena/engine';
import { useDocument } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { formatBytes } from '../../parts/format-bytes.ts';
import { formatClock } from '../../parts/format-time.ts';
import { stepWords } from '../../parts/status-words.ts';
import { useNow } from '../../parts/use-now.ts';
import { describeSize } from '../../parts/viewers/describe-artifact.ts';
import type { ViewerItem } from './list-viewer-items.ts';
import styles from './Viewer.module.css';

function fileFacts(value: unknown): [string, string | undefined][] {
  if (!isArtifactRef(value)) return [];
  return [
    ['Size', describeSize(value)],
    ['Length', value.durationMs === undefined ? undefined : formatClock(value.durationMs)],
    ['Kind', value.mediaType],
    ['File', formatBytes(value.sizeBytes)],
    ['Content', value.$artifact.slice(0, 16)],
  ];
}

/** What is known of a result: what it is, who made it, and when. */
export function Facts({ item }: { item: ViewerItem }) {
  const { card, title, port, step, value, place } = item;
  const node = useDocument(({ workflow }) => workflow.nodes[card]);
  const runId = useRunView(({ id }) => id);
  const now = useNow(false);
  const draws = Object.entries(step?.draws ?? {}).map(([name, drawn]) => `${name} ${drawn}`);
  const facts: [string, string | undefined][] = [
    ['From', title],
    ['Model', node?.model],
    ['Output', port && (port.title ?? port.name)],
    ['Item', place.length > 0 ? place.join('.') : undefined],
    ...fileFacts(value),
    ['State', step && stepWords(step, { now, runId })],
    ['Drawn', draws.length > 0 ? draws.join(', ') : undefined],
    ['Prediction', step?.predictionId],
    ['Run', runId],
  ];
  return (
    <dl className={styles['facts']} aria-label="Facts">
      {facts.map(
        ([name, words]) =>
          words !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
