import { Group, SegmentedControl, Text } from '@mantine/core';
import { IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { formatTime } from '../../../parts/format-time.ts';
import { useNow } from '../../../parts/use-now.ts';
import { titleOfCard } from '../../../document/cards.ts';
import type { RunView } from '../../../runs/node-run.ts';
import { criticalPath } from '../../../runs/critical-path.ts';
import { useCalmRunView } from '../../../runs/use-calm-run-view.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { TimelineLegend } from './TimelineLegend.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import { timelineRows, timeRange, type TimelineRow } from './timeline-rows.ts';
import styles from './timeline.module.css';

const mostZoom = 200;
const emptyWorkflow = { catena: 1 as const, nodes: {} };

function usePath(view: RunView) {
  return useMemo(() => {
    const { workflow, endedAt } = view;
    if (!workflow || endedAt === undefined) return undefined;
    const path = criticalPath(view, workflow);
    const titles = path.map(({ nodeId }) => titleOfCard(workflow, nodeId));
    return {
      keys: new Set(path.flatMap(({ nodeId, step }) => [nodeId, step.id])),
      words: titles.filter((title, index) => title !== titles[index - 1]).join(' → '),
    };
  }, [view]);
}

function useSelectNode() {
  const { canvas } = useEditor();
  const { document } = useTab();
  return useCallback(
    (nodeId: string) => {
      if (!Object.hasOwn(document.getState().workflow.nodes, nodeId)) return;
      document.select({ cards: [nodeId] });
      canvas.focus(nodeId);
    },
    [canvas, document],
  );
}

function Timeline({ view }: { view: RunView }) {
  const [mode, setMode] = useState<'chart' | 'table'>('chart');
  const [zoom, setZoom] = useState(1);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(view.endedAt === undefined) || (view.endedAt ?? 0);
  const workflow = view.workflow ?? emptyWorkflow;
  const range = timeRange(view, now);
  const path = usePath(view);
  const onSelect = useSelectNode();
  const zoomBy = useCallback(
    (factor: number) => setZoom((before) => Math.min(mostZoom, Math.max(1, before * factor))),
    [],
  );
  const onToggle = useCallback(
    (nodeId: string) =>
      setOpen((before) => {
        const next = new Set(before);
        if (!next.delete(nodeId)) next.add(nodeId);
        return next;
      }),
    [],
  );
  const rows = useMemo(() => timelineRows(view, workflow, open), [view, workflow, open]);
  const steps = useMemo(() => (mode === 'table' ? allSteps(view) : []), [mode, view]);
  return (
    <div className={styles['timeline']}>
      <div className={styles['tools']}>
        <Text size="sm" className={styles['sum']}>
          {formatTime(range.to - range.from)} in all
          {path && path.words !== '' && (
            <span className={styles['muted']}> · ◆ decided by {path.words}</span>
          )}
        </Text>
        {mode === 'chart' && <TimelineLegend />}
        <Group gap={2} wrap="nowrap">
          {mode === 'chart' && (
            <>
              <IconButton label="Zoom out" size={26} onClick={() => zoomBy(0.5)}>
                <IconZoomOut size={16} />
              </IconButton>
              <IconButton label="Show the whole run" size={26} onClick={() => setZoom(1)}>
                <IconZoomReset size={16} />
              </IconButton>
              <IconButton label="Zoom in" size={26} onClick={() => zoomBy(2)}>
                <IconZoomIn size={16} />
              </IconButton>
            </>
          )}
          <SegmentedControl
            size="xs"
            aria-label="Show the timeline as"
            value={mode}
            onChange={(value) => setMode(value as 'chart' | 'table')}
            data={[
              { value: 'chart', label: 'Chart' },
              { value: 'table', label: 'Table' },
            ]}
          />
        </Group>
      </div>
      {mode === 'chart' ? (
        <TimelineChart
          rows={rows}
          range={range}
          now={now}
          zoom={zoom}
          critical={path?.keys ?? new Set()}
          onZoom={zoomBy}
          onSelect={onSelect}
          onToggle={onToggle}
        />
      ) : (
        <TimelineTable rows={steps} now={now} />
      )}
    </div>
  );
}

/** Every step as a line, under the node that it is of or in its place. */
function allSteps(view: RunView): Extract<TimelineRow, { kind: 'step' }>[] {
  const everyNode = new Set(view.nodes.keys());
  const rows = timelineRows(view, view.workflow ?? emptyWorkflow, everyNode);
  return rows.flatMap((row) => {
    if (row.kind === 'step') return [row];
    const [step] = row.run.steps;
    return step && !row.canOpen ? [{ ...row, kind: 'step' as const, step, index: '' }] : [];
  });
}

/** Where the time of the shown run went: a line for each node and step. */
export function TimelineTab() {
  const view = useCalmRunView();
  if (!view || view.nodes.size === 0) {
    return (
      <EmptyState title="No run to show">
        Run the workflow to see where its time goes: waiting, starting models, computing, moving
        files.
      </EmptyState>
    );
  }
  return <Timeline key={view.id} view={view} />;
}
