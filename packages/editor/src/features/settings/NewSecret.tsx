import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useEditor } from '../../document/editor-context.ts';
import { describeProblem, useChange } from './use-settings.ts';
import styles from './settings.module.css';

/** As the server takes it. */
const validName = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

function whyNot(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return undefined;
  if (!validName.test(name)) return 'A letter, then letters, digits, ".", "-" and "_"; at most 64.';
  return taken.includes(name) ? 'There is one of this name; replace it above.' : undefined;
}

/** Adds a secret that workflows may name. */
export function NewSecret({ taken }: { taken: readonly string[] }) {
  const { client } = useEditor();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const change = useChange();
  const problem = whyNot(name, taken);
  const canSave = name !== '' && value.trim() !== '' && problem === undefined;
  function save(event: FormEvent) {
    event.preventDefault();
    if (!canSave) return;
    change.mutate(() => client.settings.setSecret(name, value.trim()), {
      onSuccess: () => {
        setName('');
        setValue('');
      },
    });
  }
  return (
    <form className={styles['newSecret']} onSubmit={save}>
      <TextInput
        size="xs"
        label="Name"
        placeholder="API_KEY"
        autoComplete="off"
        spellCheck={false}
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label="Value"
        autoComplete="off"
        value={value}
        error={change.error && describeProblem(change.error)}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          change.reset();
        }}
      />
      <Button
        size="xs"
        type="submit"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        loading={change.isPending}
        disabled={!canSave}
      >
        Add
      </Button>
    </form>
  );
}
