import { useMemo } from 'react';
import { useEditor, useWorkspace } from '../document/editor-context.ts';
import type { OpenDocument } from '../document/workspace-store.ts';

/**
 * The open document, as the same object until another one is open or it becomes another kind of
 * document: every card on the canvas reads it, and none cares for how far saving is.
 */
export function useActiveTab(): OpenDocument | undefined {
  const { workspace } = useEditor();
  const facts = useWorkspace(({ tabs, activeKey }) => {
    const tab = tabs.find(({ key }) => key === activeKey);
    return tab && JSON.stringify([tab.key, tab.workflowId, tab.runId, tab.readOnly]);
  });
  return useMemo(() => (facts === undefined ? undefined : workspace.active()), [facts, workspace]);
}
