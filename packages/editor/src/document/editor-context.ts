import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AnalysisState } from './analysis-store.ts';
import type { CatalogState } from './catalog-state.ts';
import type { CommandContext } from './commands/command.ts';
import type { ViewState } from './view-store.ts';
import type { WorkflowState } from './workflow-store.ts';
import type { OpenDocument, WorkspaceState } from './workspace-store.ts';

/** All stores and ports of the editor, for components. Made once, in `app/`. */
export const EditorContext = createContext<CommandContext | undefined>(undefined);

/** The open document that the components below work on. */
export const TabContext = createContext<OpenDocument | undefined>(undefined);

/** The stores and ports of the editor. */
export function useEditor(): CommandContext {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('useEditor is used outside of EditorContext');
  return editor;
}

/** The open document; only below a TabContext. */
export function useTab(): OpenDocument {
  const tab = useContext(TabContext);
  if (!tab) throw new Error('useTab is used outside of TabContext');
  return tab;
}

/** Part of the open document; renders again only when that part changes (by identity). */
export function useDocument<Value>(selector: (state: WorkflowState) => Value): Value {
  return useStore(useTab().document, selector);
}

/** Part of what is derived from the open document. */
export function useAnalysis<Value>(selector: (state: AnalysisState) => Value): Value {
  return useStore(useTab().analysis, selector);
}

/** Part of the state of the page. */
export function useView<Value>(selector: (state: ViewState) => Value): Value {
  return useStore(useEditor().view, selector);
}

/** Part of what workflows can be made of. */
export function useCatalog<Value>(selector: (state: CatalogState) => Value): Value {
  return useStore(useEditor().catalog, selector);
}

/** Part of the workspace: tabs and which is active. */
export function useWorkspace<Value>(selector: (state: WorkspaceState) => Value): Value {
  return useStore(useEditor().workspace, selector);
}
