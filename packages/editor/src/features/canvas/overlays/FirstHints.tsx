import { useEffect, useState, type ReactNode } from 'react';
import { Panel } from '@xyflow/react';
import { IconX } from '@tabler/icons-react';
import { findCommand } from '../../../document/commands/all-commands.ts';
import { useDocument, useEditor, useTab, useView } from '../../../document/editor-context.ts';
import { readEdges } from '../../../document/read-edges.ts';
import { CommandKeys } from '../../../parts/CommandKeys.tsx';
import { useRunView } from '../../../runs/runs-context.ts';
import { hasCards } from './has-cards.ts';
import styles from './overlays.module.css';

const hints = ['add', 'connect', 'run'] as const;
type Hint = (typeof hints)[number];

/** Whether a number has grown since it was first seen; what falls is counted from where it fell to. */
function useHasGrown(count: number): boolean {
  const [least, setLeast] = useState(count);
  if (count < least) setLeast(count);
  return count > least;
}

function RunHint() {
  const command = findCommand('run.start');
  return <>{command && <CommandKeys command={command} />} runs it</>;
}

const words: Readonly<Record<Hint, () => ReactNode>> = {
  add: () => 'Double-click to add',
  connect: () => 'Drag a dot to connect',
  run: RunHint,
};

/** Three quiet hints for the first minute; each is gone once it was done. */
export function FirstHints() {
  const { view } = useEditor();
  const { readOnly } = useTab();
  const seen = useView((state) => state.seenHints);
  const isEmpty = useDocument(({ workflow }) => !hasCards(workflow));
  const done: Readonly<Record<Hint, boolean>> = {
    add: useHasGrown(useDocument(({ workflow }) => Object.keys(workflow.nodes).length)),
    connect: useHasGrown(useDocument(({ workflow }) => readEdges(workflow).length)),
    run: useHasGrown(useRunView((run) => run.createdAt ?? 1) ?? 0),
  };
  const learnt = hints.filter((hint) => done[hint] && !seen[hint]).join(' ');
  useEffect(() => {
    if (learnt === '') return;
    const marks = Object.fromEntries(learnt.split(' ').map((hint) => [hint, true]));
    view.setState(({ seenHints }) => ({ seenHints: { ...seenHints, ...marks } }));
  }, [learnt, view]);
  const left = hints.filter((hint) => !seen[hint]);
  if (left.length === 0 || readOnly || isEmpty) return null;
  return (
    <Panel position="top-center" className={styles['panel'] ?? ''}>
      <div className={styles['hints']}>
        {left.map((hint) => {
          const Words = words[hint];
          return (
            <span key={hint} className={styles['hint']}>
              <Words />
            </span>
          );
        })}
        <button
          type="button"
          aria-label="Hide these hints"
          onClick={() => view.setState({ seenHints: { add: true, connect: true, run: true } })}
        >
          <IconX size={13} aria-hidden />
        </button>
      </div>
    </Panel>
  );
}
