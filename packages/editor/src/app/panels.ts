import { IconAlertTriangle, IconListTree, IconPlus, type TablerIcon } from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import type { LeftPanel } from '../document/view-store.ts';

const PalettePanel = lazy(async () => ({
  default: (await import('../features/palette/PalettePanel.tsx')).PalettePanel,
}));
const OutlinePanel = lazy(async () => ({
  default: (await import('../features/outline/OutlinePanel.tsx')).OutlinePanel,
}));
const IssuesPanel = lazy(async () => ({
  default: (await import('../features/issues/IssuesPanel.tsx')).IssuesPanel,
}));

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
