import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDocument, useEditor, useTab, useWorkspace } from '../../document/editor-context.ts';
import { fetchTheirs, keepAsCopy, overwriteTheirs, takeTheirs } from './resolve-conflict.ts';
import { describeChanges, summariseChanges } from './summarise-changes.ts';
import { toSaveStatus } from './create-autosave.ts';
import classes from './ConflictBanner.module.css';

const words = { added: 'Only saved elsewhere', removed: 'Only here' };

function Conflict({ workflowId, revision }: { workflowId: string; revision: number }) {
  const editor = useEditor();
  const { key } = useTab();
  const mine = useDocument((state) => state.workflow);
  const [busy, setBusy] = useState(false);
  const { data: theirs } = useQuery({
    queryKey: ['conflict', workflowId, revision],
    queryFn: () => fetchTheirs(editor, workflowId),
  });
  const lines = theirs ? describeChanges(summariseChanges(mine, theirs.workflow), words) : [];

  async function decide(task: () => Promise<void> | void) {
    setBusy(true);
    try {
      await task();
    } catch (error) {
      const saveStatus = toSaveStatus(error);
      if (saveStatus.kind === 'conflict') editor.workspace.update(key, { saveStatus });
      else
        editor.notifier.say({
          kind: 'error',
          text: 'It was not saved.',
          hint: (error as Error).message,
        });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={classes.banner} role="alert">
      <div className={classes.words}>
        <strong>Saved elsewhere as revision {theirs?.revision ?? revision}.</strong> Yours is not
        saved until you choose.
        {lines.map((line) => (
          <div key={line} className={classes.detail}>
            {line}
          </div>
        ))}
      </div>
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!theirs || busy}
          onClick={() => theirs && void decide(() => takeTheirs(editor, key, theirs))}
        >
          Take theirs
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={() => void decide(() => keepAsCopy(editor, key))}
        >
          Keep mine as a copy
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!theirs || busy}
          onClick={() => theirs && void decide(() => overwriteTheirs(editor, key, theirs))}
        >
          Overwrite theirs
        </Button>
      </Group>
    </div>
  );
}

/** Asks what to do where the open workflow was saved elsewhere meanwhile. */
export function ConflictBanner() {
  const { key } = useTab();
  const tab = useWorkspace(({ tabs }) => tabs.find((one) => one.key === key));
  if (tab?.workflowId === undefined || tab.saveStatus.kind !== 'conflict') return null;
  return <Conflict workflowId={tab.workflowId} revision={tab.saveStatus.revision} />;
}
