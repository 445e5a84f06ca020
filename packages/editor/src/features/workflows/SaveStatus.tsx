import { Anchor } from '@mantine/core';
import { useEditor, useTab, useWorkspace } from '../../document/editor-context.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import classes from './SaveStatus.module.css';

function describe(tab: OpenDocument): { words: string; action?: string } {
  if (tab.runId !== undefined) return { words: 'A run as it was', action: 'Save a copy' };
  if (tab.readOnly) return { words: 'An older version', action: 'Save a copy' };
  const status = tab.saveStatus;
  if (status.kind === 'saving') return { words: 'Saving…' };
  if (tab.workflowId === undefined) return { words: 'Not saved yet', action: 'Save' };
  if (status.kind === 'conflict') return { words: 'Saved elsewhere too' };
  if (status.kind === 'failed') return { words: 'Not saved', action: 'Try again' };
  return status.kind === 'saved' ? { words: 'Saved' } : { words: 'Changed' };
}

/** How the open document stands to its copy on the server, in words. */
export function SaveStatus() {
  const { files, workspace } = useEditor();
  const { key } = useTab();
  const tab = useWorkspace(({ tabs }) => tabs.find((one) => one.key === key));
  if (!tab) return null;
  const { words, action } = describe(tab);
  const { saveStatus } = tab;
  const save = () => {
    const now = workspace.find(key);
    if (now) void files.save(now);
  };
  return (
    <div className={classes.status} data-kind={saveStatus.kind} role="status">
      <span {...(saveStatus.kind === 'failed' && { title: saveStatus.message })}>{words}</span>
      {action !== undefined && (
        <Anchor component="button" type="button" size="sm" onClick={save}>
          {action}
        </Anchor>
      )}
    </div>
  );
}
