import { IconAlertTriangle, IconListTree, IconPlus, type TablerIcon } from '@tabler/icons-react';
import { type ComponentType } from 'react';
import type { LeftPanel } from '../document/view-store.ts';
import { lazyPart } from '../ui/lazy-part.ts';

const PalettePanel = lazyPart(
  async () => (await import('../features/palette/PalettePanel.tsx')).PalettePanel,
);
const OutlinePanel = lazyPart(
  async () => (await import('../features/outline/OutlinePanel.tsx')).OutlinePanel,
);
const IssuesPanel = lazyPart(
  async () => (await import('../features/issues/IssuesPanel.tsx')).IssuesPanel,
);

/** A panel on the left of the canvas. */
interface PanelEntry {
  id: LeftPanel;
  /** Its word in the rail. */
  label: string;
  title: string;
  icon: TablerIcon;
  component: ComponentType;
}

/** The panels on the left of the canvas, in the order of the rail. */
export const panels: readonly PanelEntry[] = [
  { id: 'palette', label: 'Add', title: 'Add nodes', icon: IconPlus, component: PalettePanel },
  {
    id: 'outline',
    label: 'Outline',
    title: 'Outline',
    icon: IconListTree,
    component: OutlinePanel,
  },
  {
    id: 'issues',
    label: 'Issues',
    title: 'Issues',
    icon: IconAlertTriangle,
    component: IssuesPanel,
  },
];
