import type { WorkspaceStore } from '../../document/workspace-store.ts';

/** Moves a tab to another place among the tabs. */
export function moveTab(workspace: WorkspaceStore, key: string, index: number): void {
  workspace.setState(({ tabs }) => {
    const tab = tabs.find((one) => one.key === key);
    const others = tabs.filter((one) => one !== tab);
    const place = Math.max(0, Math.min(index, others.length));
    return tab ? { tabs: [...others.slice(0, place), tab, ...others.slice(place)] } : {};
  });
}
