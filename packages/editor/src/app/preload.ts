/** What is fetched once the page has come to rest, so that it opens at once, and without a server. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../parts/fields/InputField.tsx'),
  () => import('../parts/DefaultField.tsx'),
  () => import('../features/inspector/Inspector.tsx'),
  () => import('../features/inspector/NodeForm.tsx'),
  () => import('../features/palette/NodeSearch.tsx'),
  () => import('../features/command-bar/CommandBar.tsx'),
  () => import('../features/palette/PalettePanel.tsx'),
  () => import('../features/run-panel/RunDrawer.tsx'),
  () => import('../features/run-panel/RunWays.tsx'),
  () => import('../features/connect/ConnectDialog.tsx'),
  () => import('../features/find/FindBar.tsx'),
  () => import('../features/outline/OutlinePanel.tsx'),
  () => import('../features/issues/IssuesPanel.tsx'),
  () => import('./ViewerOverlay.tsx'),
  () => import('../features/workflows/WorkflowsScreen.tsx'),
  () => import('../features/workflows/ImportDialog.tsx'),
  () => import('../features/workflows/ExportDialog.tsx'),
  () => import('../features/shortcuts/ShortcutsDialog.tsx'),
  () => import('../features/runs/RunsScreen.tsx'),
];

const restMs = 1_500;

/** Fetches, one after the other, what the first screen does without. */
export function preloadParts(): void {
  setTimeout(() => {
    void (async () => {
      for (const load of parts) await load().catch(() => undefined);
    })();
  }, restMs);
}
