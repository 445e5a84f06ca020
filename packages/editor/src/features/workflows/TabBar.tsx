import { IconPlus } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useEditor, useView, useWorkspace } from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { closeTab } from './close-tab.tsx';
import { moveTab } from './move-tab.ts';
import { TabItem } from './TabItem.tsx';
import classes from './TabBar.module.css';

/** The open documents. Arrows walk, Alt and arrows move a tab, Delete closes, F2 renames. */
export function TabBar() {
  const editor = useEditor();
  const { workspace, view, files } = editor;
  const tabs = useWorkspace((state) => state.tabs);
  const activeKey = useWorkspace((state) => state.activeKey);
  const onDocument = useView(({ screen }) => screen === 'canvas' || screen === 'form');
  const [dragged, setDragged] = useState<string>();
  const list = useRef<HTMLUListElement>(null);

  const focus = (index: number) =>
    list.current?.querySelectorAll<HTMLElement>('[data-tab]')[index]?.focus();

  function onKeyDown(event: KeyboardEvent, key: string) {
    const index = tabs.findIndex((tab) => tab.key === key);
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0 && event.altKey) moveTab(workspace, key, index + by);
    else if (by !== 0) focus((index + by + tabs.length) % tabs.length);
    else if (event.key === 'Delete') closeTab(editor, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function open(key: string) {
    workspace.activate(key);
    if (!onDocument) view.setState({ screen: 'canvas' });
  }

  return (
    <nav className={classes.bar} aria-label="Open workflows" style={{ display: 'flex' }}>
      <ul ref={list} className={classes.list}>
        {tabs.map((tab, index) => (
          <TabItem
            key={tab.key}
            tab={tab}
            active={onDocument && tab.key === activeKey}
            dropTarget={dragged !== undefined && dragged !== tab.key}
            onOpen={() => open(tab.key)}
            onClose={() => closeTab(editor, tab.key)}
            onKeyDown={(event) => onKeyDown(event, tab.key)}
            onDragStart={() => setDragged(tab.key)}
            onDragEnd={() => setDragged(undefined)}
            onDrop={() => dragged !== undefined && moveTab(workspace, dragged, index)}
          />
        ))}
      </ul>
      <IconButton label="New workflow" onClick={() => files.newWorkflow()}>
        <IconPlus size={17} stroke={1.7} />
      </IconButton>
    </nav>
  );
}
