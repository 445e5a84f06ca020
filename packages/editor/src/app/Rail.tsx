import {
  IconCube,
  IconHistory,
  IconKeyboard,
  IconLayoutGrid,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useEditor, useView } from '../document/editor-context.ts';
import type { LeftPanel, Screen } from '../document/view-store.ts';
import type { OpenDocument } from '../document/workspace-store.ts';
import { panels } from './panels.ts';
import { ThemeButton } from './ThemeButton.tsx';
import { useActiveTab } from './use-active-tab.ts';
import classes from './Rail.module.css';

interface RailButtonProps {
  label: string;
  icon: TablerIcon;
  onClick: () => void;
  pressed?: boolean;
  current?: boolean;
  badge?: ReactNode;
}

function RailButton({ label, icon: Icon, onClick, pressed, current, badge }: RailButtonProps) {
  return (
    <button
      type="button"
      className={classes.item}
      onClick={onClick}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(current && { 'aria-current': 'page' as const })}
    >
      <Icon size={19} stroke={1.6} aria-hidden />
      {label}
      {badge}
    </button>
  );
}

function IssueBadge({ tab }: { tab: OpenDocument }) {
  const errors = useStore(
    tab.analysis,
    ({ issues }) => issues.filter(({ severity }) => severity === 'error').length,
  );
  const warnings = useStore(tab.analysis, ({ issues }) => issues.length) - errors;
  if (errors + warnings === 0) return null;
  const [count, severity] = errors > 0 ? [errors, 'error'] : [warnings, 'warning'];
  return (
    <span
      className={classes.badge}
      data-severity={severity}
      aria-label={`${count} of severity ${severity}`}
    >
      {count}
    </span>
  );
}

function PanelButtons({ tab }: { tab: OpenDocument }) {
  const { view } = useEditor();
  const open = useView(({ leftPanel, screen }) => (screen === 'canvas' ? leftPanel : undefined));
  const toggle = (id: LeftPanel) =>
    view.setState({ screen: 'canvas', leftPanel: open === id ? undefined : id });
  const buttons = panels.map(({ id, label, icon }) => (
    <RailButton
      key={id}
      label={label}
      icon={icon}
      pressed={open === id}
      onClick={() => toggle(id)}
      badge={id === 'issues' ? <IssueBadge tab={tab} /> : undefined}
    />
  ));
  const models = (
    <RailButton
      key="models"
      label="Models"
      icon={IconCube}
      onClick={() => {
        view.setState({ screen: 'canvas' });
        view.show({ kind: 'catalogue' });
      }}
    />
  );
  return tab.readOnly ? buttons : buttons.toSpliced(1, 0, models);
}

/** The strip on the left: lists of the server, panels of the canvas, settings. */
export function Rail() {
  const { view } = useEditor();
  const screen = useView((state) => state.screen);
  const tab = useActiveTab();
  const go = (next: Screen) => view.setState({ screen: next });
  return (
    <nav className={classes.rail} aria-label="Catena">
      <RailButton
        label="Workflows"
        icon={IconLayoutGrid}
        current={screen === 'workflows'}
        onClick={() => go('workflows')}
      />
      <RailButton
        label="Runs"
        icon={IconHistory}
        current={screen === 'runs'}
        onClick={() => go('runs')}
      />
      <div className={classes.line} />
      {tab && <PanelButtons tab={tab} />}
      <div className={classes.gap} />
      <ThemeButton className={classes.item} />
      <RailButton
        label="Keys"
        icon={IconKeyboard}
        onClick={() => view.show({ kind: 'shortcuts' })}
      />
      <RailButton
        label="Settings"
        icon={IconSettings}
        onClick={() => view.show({ kind: 'settings' })}
      />
    </nav>
  );
}
