import { IconPlus, IconRotate, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { findCommand } from '../document/commands/all-commands.ts';
import type { Command } from '../document/commands/command.ts';
import { useEditor } from '../document/editor-context.ts';
import { isApple } from '../document/keys/is-apple.ts';
import { writeKeys } from '../document/keys/write-keys.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { readPress } from './read-press.ts';
import styles from './KeySettings.module.css';

interface KeyRecorderProps {
  label: string;
  onKeys(keys: string): void;
  onCancel(): void;
}

/** Waits for the keys that a person presses; Escape alone gives up. */
function KeyRecorder({ label, onKeys, onCancel }: KeyRecorderProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const keys = readPress(event, isApple());
    if (keys === 'Escape') onCancel();
    else if (keys !== undefined) onKeys(keys);
  }
  return (
    <input
      ref={(field) => field?.focus()}
      readOnly
      className={styles['recorder']}
      aria-label={`New keys for ${label}`}
      value="Press keys…"
      onKeyDown={onKeyDown}
      onBlur={onCancel}
    />
  );
}

interface Conflict {
  keys: string;
  owner: Command;
}

/** Names the command that has the keys, before they are taken from it. */
function ConflictQuestion({
  conflict,
  onTake,
  onCancel,
}: {
  conflict: Conflict;
  onTake(): void;
  onCancel(): void;
}) {
  return (
    <p className={styles['conflict']} role="alert">
      {writeKeys(conflict.keys)} belongs to “{conflict.owner.label}”.
      <button
        type="button"
        className={styles['link']}
        ref={(button) => button?.focus()}
        onClick={onTake}
      >
        Take it from there
      </button>
      <button type="button" className={styles['link']} onClick={onCancel}>
        Leave it
      </button>
    </p>
  );
}

const noKeys: readonly string[] = [];

/** One command with its keys: look them up, add, take away, reset. */
export function KeyRow({ command }: { command: Command }) {
  const { keyMap } = useEditor();
  const keys = useStore(keyMap, (state) => state.keys.get(command.id) ?? noKeys);
  const isOwn = useStore(keyMap, (state) => Object.hasOwn(state.own, command.id));
  const [recording, setRecording] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const add = (pressed: string) => {
    keyMap.rebind(command.id, [pressed, ...keys.filter((known) => known !== pressed)]);
    setConflict(undefined);
  };
  function take(pressed: string) {
    setRecording(false);
    const owner = findCommand(keyMap.ownerOf(pressed) ?? '');
    if (owner && owner.id !== command.id) setConflict({ keys: pressed, owner });
    else add(pressed);
  }
  return (
    <li className={styles['row']}>
      <span className={styles['label']}>{command.label}</span>
      <span className={styles['keys']}>
        {keys.map((combination) => (
          <span key={combination} className={styles['combination']}>
            <Kbd keys={combination} />
            <IconButton
              size={24}
              label={`Take ${writeKeys(combination)} from ${command.label}`}
              onClick={() =>
                keyMap.rebind(
                  command.id,
                  keys.filter((known) => known !== combination),
                )
              }
            >
              <IconX size={12} />
            </IconButton>
          </span>
        ))}
        {recording && (
          <KeyRecorder label={command.label} onKeys={take} onCancel={() => setRecording(false)} />
        )}
        {!recording && (
          <IconButton
            size={24}
            label={`Set keys for ${command.label}`}
            onClick={() => setRecording(true)}
          >
            <IconPlus size={14} />
          </IconButton>
        )}
        {isOwn && (
          <IconButton
            size={24}
            label={`Reset the keys of ${command.label}`}
            onClick={() => keyMap.rebind(command.id, undefined)}
          >
            <IconRotate size={14} />
          </IconButton>
        )}
      </span>
      {conflict && (
        <ConflictQuestion
          conflict={conflict}
          onTake={() => add(conflict.keys)}
          onCancel={() => setConflict(undefined)}
        />
      )}
    </li>
  );
}
