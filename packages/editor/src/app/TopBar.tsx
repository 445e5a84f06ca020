import { IconLayoutBottombar, IconLayoutSidebarRight, IconSearch } from '@tabler/icons-react';
import { useEditor, useView } from '../document/editor-context.ts';
import { RunButton } from '../features/run-panel/RunButton.tsx';
import { SaveStatus } from '../features/workflows/SaveStatus.tsx';
import { TabBar } from '../features/workflows/TabBar.tsx';
import { CatenaMark } from '../ui/CatenaMark.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { ScreenSwitch } from './ScreenSwitch.tsx';
import { useActiveTab } from './use-active-tab.ts';
import classes from './TopBar.module.css';

function PanelToggles() {
  const { view } = useEditor();
  const inspectorOpen = useView((state) => state.inspectorOpen);
  const drawerOpen = useView((state) => state.runDrawerOpen);
  return (
    <>
      <IconButton
        label={drawerOpen ? 'Hide the run drawer' : 'Show the run drawer'}
        aria-pressed={drawerOpen}
        onClick={() => view.setState({ runDrawerOpen: !drawerOpen })}
      >
        <IconLayoutBottombar size={18} stroke={1.6} />
      </IconButton>
      <IconButton
        label={inspectorOpen ? 'Hide the inspector' : 'Show the inspector'}
        aria-pressed={inspectorOpen}
        onClick={() => view.setState({ inspectorOpen: !inspectorOpen })}
      >
        <IconLayoutSidebarRight size={18} stroke={1.6} />
      </IconButton>
    </>
  );
}

/** The bar at the top: open documents, how saving stands, running, searching. */
export function TopBar() {
  const { view } = useEditor();
  const tab = useActiveTab();
  const screen = useView((state) => state.screen);
  const onDocument = tab !== undefined && (screen === 'canvas' || screen === 'form');
  return (
    <header className={classes.bar}>
      <button
        type="button"
        className={classes.mark}
        aria-label="Catena: workflows and templates"
        onClick={() => view.setState({ screen: 'workflows' })}
      >
        <CatenaMark size={24} />
      </button>
      <div className={classes.tabs}>
        <TabBar />
        {onDocument && <SaveStatus />}
      </div>
      <div className={classes.end}>
        <button
          type="button"
          className={classes.search}
          aria-label="Search commands, nodes and workflows"
          onClick={() => view.show({ kind: 'command-bar' })}
        >
          <IconSearch size={14} aria-hidden />
          <span className={classes.word}>
            <Kbd keys="Mod+K" />
          </span>
        </button>
        {onDocument && <ScreenSwitch />}
        {onDocument && (screen === 'canvas' || tab.readOnly) && <RunButton />}
        {onDocument && screen === 'canvas' && <PanelToggles />}
      </div>
    </header>
  );
}
