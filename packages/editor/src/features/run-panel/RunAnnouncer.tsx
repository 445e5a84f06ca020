import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useDocument } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { showRunInTitle, type RunSign } from './page-title.ts';

const endWords: Readonly<Partial<Record<string, string>>> = {
  succeeded: 'Run finished.',
  failed: 'Run failed.',
  canceled: 'Run canceled.',
};

function words(status: string | undefined, failed: number): string {
  const end = status === undefined ? undefined : endWords[status];
  if (end === undefined) return 'Run started.';
  return status === 'failed' && failed > 0 ? `${end} ${failed} failed.` : end;
}

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
  const [watched, setWatched] = useState<string>();
  const isActive = status === 'queued' || status === 'running';
  // What had ended before anybody looked is no news.
  if (isActive && runId !== watched) setWatched(runId);
  const isNews = runId !== undefined && runId === watched;
  const told = isNews ? words(status, failed) : '';

  const sign = status !== undefined && isNews ? signs[status] : undefined;
  useEffect(() => showRunInTitle(name, sign), [name, sign]);
  return <VisuallyHidden aria-live="polite">{told}</VisuallyHidden>;
}
