import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDocument } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { showRunInTitle, type RunSign } from './page-title.ts';

const words: Readonly<Partial<Record<string, string>>> = {
  succeeded: 'Run finished.',
  failed: 'Run failed.',
  canceled: 'Run canceled.',
};

const signs: Readonly<Partial<Record<string, RunSign>>> = {
  queued: 'running',
  running: 'running',
  waiting: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
};

/** Says how the run stands to who does not look: to screen readers, in the title and in the icon of the page. */
export function RunAnnouncer() {
  const status = useRunView((view) => (view.error && !view.startedAt ? 'failed' : view.status));
  const runId = useRunView((view) => view.id);
  const failed = useRunView(({ counts }) => counts.failed) ?? 0;
  const name = useDocument(({ workflow }) => workflow.name) ?? 'Untitled';
  const [told, setTold] = useState('');
  const watched = useRef<string | undefined>(undefined);
  const wasSeenRunning = watched.current === runId;
  const isActive = status === 'queued' || status === 'running';

  useEffect(() => {
    if (isActive) {
      watched.current = runId;
      setTold('Run started.');
      return;
    }
    if (status === undefined || watched.current !== runId) return;
    const more = status === 'failed' && failed > 0 ? ` ${failed} failed.` : '';
    setTold(`${words[status] ?? ''}${more}`);
  }, [isActive, status, runId, failed]);

  const sign = status !== undefined && (isActive || wasSeenRunning) ? signs[status] : undefined;
  useEffect(() => showRunInTitle(name, sign), [name, sign]);
  return <VisuallyHidden aria-live="polite">{told}</VisuallyHidden>;
}
