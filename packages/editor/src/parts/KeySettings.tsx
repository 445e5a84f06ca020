import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { allCommands } from '../document/commands/all-commands.ts';
import { commandGroups, type Command } from '../document/commands/command.ts';
import { useEditor } from '../document/editor-context.ts';
import { keyPresets } from '../document/keys/presets.ts';
import { writeKeys } from '../document/keys/write-keys.ts';
import { fuzzySearch } from '../ui/fuzzy-search.ts';
import { KeyRow } from './KeyRow.tsx';
import styles from './KeySettings.module.css';

function PresetChoice() {
  const { keyMap } = useEditor();
  const preset = useStore(keyMap, (state) => state.preset);
  const hasOwn = useStore(keyMap, (state) => Object.keys(state.own).length > 0);
  const chosen = keyPresets.find(({ id }) => id === preset);
  return (
    <div className={styles['preset']}>
      <SegmentedControl
        size="xs"
        aria-label="Set of keys"
        data={keyPresets.map(({ id, title }) => ({ value: id, label: title }))}
        value={preset}
        onChange={(id) => keyMap.choosePreset(id)}
      />
      <span className={styles['words']}>{chosen?.description}</span>
      <Button size="xs" variant="default" disabled={!hasOwn} onClick={() => keyMap.reset()}>
        Reset all
      </Button>
    </div>
  );
}

/** Every command with its keys, to look up and to change. */
export function KeySettings() {
  const { keyMap } = useEditor();
  const [typed, setTyped] = useState('');
  const keys = useStore(keyMap, (state) => state.keys);
  const found = useMemo(() => {
    const texts = ({ id, label, group }: Command) => [
      label,
      (keys.get(id) ?? []).map((combination) => writeKeys(combination)).join(' '),
      group,
    ];
    return new Set(fuzzySearch(allCommands, typed, { texts }));
  }, [keys, typed]);
  const groups = commandGroups.flatMap((group) => {
    const commands = allCommands.filter((command) => command.group === group && found.has(command));
    return commands.length === 0 ? [] : [{ group, commands }];
  });
  return (
    <div className={styles['settings']}>
      <PresetChoice />
      <TextInput
        type="search"
        aria-label="Search commands and keys"
        placeholder="Search commands and keys"
        data-autofocus
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles['groups']}>
        {groups.map(({ group, commands }) => (
          <section key={group} aria-label={group} className={styles['group']}>
            <h3 className={styles['title']}>{group}</h3>
            <ul className={styles['rows']}>
              {commands.map((command) => (
                <KeyRow key={command.id} command={command} />
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && (
          <p className={styles['words']} role="status">
            No command and no key is called “{typed.trim()}”.
          </p>
        )}
      </div>
    </div>
  );
}
