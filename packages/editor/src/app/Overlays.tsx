import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react';
import { useEditor, useView } from '../document/editor-context.ts';
import type { Overlay } from '../document/view-store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useActiveTab } from './use-active-tab.ts';

const NodeSearch = lazy(async () => ({
  default: (await import('../features/palette/NodeSearch.tsx')).NodeSearch,
}));
const FindBar = lazy(async () => ({
  default: (await import('../features/find/FindBar.tsx')).FindBar,
}));
const ConnectDialog = lazy(async () => ({
  default: (await import('../features/connect/ConnectDialog.tsx')).ConnectDialog,
}));
const CommandBar = lazy(async () => ({
  default: (await import('../features/command-bar/CommandBar.tsx')).CommandBar,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../features/shortcuts/ShortcutsDialog.tsx')).ShortcutsDialog,
}));
const ViewerOverlay = lazy(async () => ({
  default: (await import('./ViewerOverlay.tsx')).ViewerOverlay,
}));
const VersionsDialog = lazy(async () => ({
  default: (await import('../features/workflows/VersionsDialog.tsx')).VersionsDialog,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('../features/workflows/ExportDialog.tsx')).ExportDialog,
}));
const ImportDialog = lazy(async () => ({
  default: (await import('../features/workflows/ImportDialog.tsx')).ImportDialog,
}));
const CodeDialog = lazy(async () => ({
  default: (await import('../features/code/CodeDialog.tsx')).CodeDialog,
}));
const SettingsDialog = lazy(async () => ({
  default: (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
}));

interface OverlayEntry {
  component: LazyExoticComponent<ComponentType>;
  /** Whether it is about the open document, and is nothing without one. */
  needsTab: boolean;
  /** What it is, in words. */
  name: string;
}

/** What is drawn for each kind of overlay. */
const overlays: Readonly<Partial<Record<Overlay['kind'], OverlayEntry>>> = {
  'node-search': { component: NodeSearch, needsTab: true, name: 'The search for nodes' },
  'command-bar': { component: CommandBar, needsTab: false, name: 'The command bar' },
  find: { component: FindBar, needsTab: true, name: 'The search on the canvas' },
  shortcuts: { component: ShortcutsDialog, needsTab: false, name: 'The list of keys' },
  connect: { component: ConnectDialog, needsTab: true, name: 'The list of ports' },
  viewer: { component: ViewerOverlay, needsTab: true, name: 'The viewer' },
  versions: { component: VersionsDialog, needsTab: true, name: 'The list of versions' },
  export: { component: ExportDialog, needsTab: true, name: 'The export' },
  code: { component: CodeDialog, needsTab: true, name: 'The code' },
  settings: { component: SettingsDialog, needsTab: false, name: 'The settings' },
  import: { component: ImportDialog, needsTab: false, name: 'The import' },
};

/** What lies over the page, if anything does. */
export function Overlays() {
  const { view, notifier } = useEditor();
  const kind = useView(({ overlay }) => overlay?.kind);
  const tab = useActiveTab();
  const entry = kind && overlays[kind];
  if (!entry || (entry.needsTab && !tab)) return null;
  return (
    <ErrorBoundary
      key={kind}
      what={entry.name}
      onError={(text) => {
        view.hide();
        notifier.say({ kind: 'error', text });
      }}
    >
      <Suspense fallback={null}>
        <entry.component />
      </Suspense>
    </ErrorBoundary>
  );
}
