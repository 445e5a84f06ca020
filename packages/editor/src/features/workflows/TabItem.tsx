import { IconHistory, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { losesWork } from './close-tab.tsx';
import { TabName } from './TabName.tsx';
import classes from './TabBar.module.css';

interface TabItemProps {
  tab: OpenDocument;
  active: boolean;
  /** Whether another tab is being dragged, and may be dropped before this one. */
  dropTarget: boolean;
  onOpen: () => void;
  onClose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDrop: () => void;
}

/** One open document: opens it, closes it, renames it, drags it to another place. */
export function TabItem(props: TabItemProps) {
  const { tab, active, dropTarget, onOpen, onClose, onKeyDown } = props;
  const [over, setOver] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const name = useStore(tab.document, ({ workflow }) => workflow.name ?? 'Untitled');
  const dirty = useStore(tab.document, () => losesWork(tab));

  return (
    <li
      className={classes.tab}
      data-active={active || undefined}
      data-drop={(over && dropTarget) || undefined}
      draggable={!renaming}
      onAuxClick={(event) => event.button === 1 && onClose()}
      onMouseDown={(event) => event.button === 1 && event.preventDefault()}
      onDragStart={props.onDragStart}
      onDragEnd={props.onDragEnd}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) =>
        !event.currentTarget.contains(event.relatedTarget as Node) && setOver(false)
      }
      onDragOver={(event) => dropTarget && event.preventDefault()}
      onDrop={() => {
        setOver(false);
        props.onDrop();
      }}
    >
      {renaming ? (
        <TabName tab={tab} onDone={() => setRenaming(false)} />
      ) : (
        <button
          type="button"
          data-tab
          className={classes.name}
          title={name}
          onClick={onOpen}
          onDoubleClick={() => !tab.readOnly && setRenaming(true)}
          onKeyDown={(event) => {
            if (event.key === 'F2' && !tab.readOnly) {
              event.preventDefault();
              event.stopPropagation();
              setRenaming(true);
            } else onKeyDown(event);
          }}
          {...(active && { 'aria-current': 'page' as const })}
        >
          {tab.runId !== undefined && <IconHistory size={14} aria-label="A run as it was" />}
          <span className={classes.words}>{name}</span>
        </button>
      )}
      <button
        type="button"
        className={classes.close}
        aria-label={dirty ? `Close ${name}, which is not saved` : `Close ${name}`}
        data-dirty={dirty || undefined}
        onClick={onClose}
      >
        <span className={classes.dot} />
        <IconX className={classes.cross} size={14} aria-hidden />
      </button>
    </li>
  );
}
