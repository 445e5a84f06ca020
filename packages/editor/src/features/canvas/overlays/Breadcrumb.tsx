import { memo } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useDocument, useEditor, useTab, useWorkspace } from '../../../document/editor-context.ts';
import { leaveSubWorkflow } from '../../../document/open-sub-workflow.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import styles from './Breadcrumb.module.css';

const untitled = 'Untitled';

function Parent({ parent }: { parent: OpenDocument }) {
  const editor = useEditor();
  const tab = useTab();
  const name = useStore(parent.document, ({ workflow }) => workflow.name ?? untitled);
  return (
    <button
      type="button"
      className={styles['parent']}
      onClick={() => leaveSubWorkflow(editor, tab)}
    >
      {name}
    </button>
  );
}

/** The way back from a workflow that was opened from the node that runs it. */
export const Breadcrumb = memo(function Breadcrumb() {
  const { key } = useTab();
  const name = useDocument(({ workflow }) => workflow.name ?? untitled);
  const parent = useWorkspace(({ tabs }) => {
    const from = tabs.find((tab) => tab.key === key)?.openedFrom;
    return from && tabs.find((tab) => tab.key === from.key);
  });
  if (!parent) return null;
  return (
    <nav className={styles['breadcrumb']} aria-label="Where this workflow is run">
      <Parent parent={parent} />
      <IconChevronRight size={14} aria-hidden />
      <span aria-current="page">{name}</span>
    </nav>
  );
});
