import { Suspense, useLayoutEffect, type ComponentType } from 'react';
import { useEditor, useView } from '../document/editor-context.ts';
import type { Overlay } from '../document/view-store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { holdKeys } from './hold-keys.ts';
import { useActiveTab } from './use-active-tab.ts';
import { lazyPart } from '../ui/lazy-part.ts';

const NodeSearch = lazyPart(
  async () => (await import('../features/palette/NodeSearch.tsx')).NodeSearch,
);
const FindBar = lazyPart(async () => (await import('../features/find/FindBar.tsx')).FindBar);
const ConnectDialog = lazyPart(
  async () => (await import('../features/connect/ConnectDialog.tsx')).ConnectDialog,
);
const CommandBar = lazyPart(
  async () => (await import('../features/command-bar/CommandBar.tsx')).CommandBar,
);
const ShortcutsDialog = lazyPart(
  async () => (await import('../features/shortcuts/ShortcutsDialog.tsx')).ShortcutsDialog,
);
const ViewerOverlay = lazyPart(async () => (await import('./ViewerOverlay.tsx')).ViewerOverlay);
const VersionsDialog = lazyPart(
  async () => (await import('../features/workflows/VersionsDialog.tsx')).VersionsDialog,
);
const ExportDialog = lazyPart(
  async () => (await import('../features/workflows/ExportDialog.tsx')).ExportDialog,
);
const ImportDialog = lazyPart(
  async () => (await import('../features/workflows/ImportDialog.tsx')).ImportDialog,
);
const CodeDialog = lazyPart(
  async () => (await import('../features/code/CodeDialog.tsx')).CodeDialog,
);
const Catalogue = lazyPart(
  async () => (await import('../features/catalogue/Catalogue.tsx')).Catalogue,
);
const ModelVersionDialog = lazyPart(
  async () => (await import('../features/model-version/ModelVersionDialog.tsx')).ModelVersionDialog,
);
const PublishDialog = lazyPart(
  async () => (await import('../features/publish/PublishDialog.tsx')).PublishDialog,
);
const SettingsDialog = lazyPart(
  async () => (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
);

interface OverlayEntry {
  component: ComponentType;
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
  catalogue: { component: Catalogue, needsTab: true, name: 'The catalogue of models' },
  'model-version': { component: ModelVersionDialog, needsTab: true, name: 'The list of versions' },
  publish: { component: PublishDialog, needsTab: true, name: 'Publishing' },
  settings: { component: SettingsDialog, needsTab: false, name: 'The settings' },
  import: { component: ImportDialog, needsTab: false, name: 'The import' },
};

/** Stands in for what is about to open. */
function AwaitedOverlay() {
  const { view } = useEditor();
  useLayoutEffect(
    () =>
      holdKeys(window, {
        isWanted: () => view.getState().overlay !== undefined,
        callOff: () => view.hide(),
      }),
    [view],
  );
  return null;
}

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
      <Suspense fallback={<AwaitedOverlay />}>
        <entry.component />
      </Suspense>
    </ErrorBoundary>
  );
}
