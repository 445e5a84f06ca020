import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { describeProblem, useChange } from './use-settings.ts';
import styles from './settings.module.css';

interface SecretFormProps {
  /** What is to be entered, e.g. `Token of Replicate`. */
  label: string;
  /** On the button. */
  action: string;
  onSave: (value: string) => Promise<unknown>;
  onClose: () => void;
}

/** Takes a value that is sent to the server and never comes back. */
export function SecretForm({ label, action, onSave, onClose }: SecretFormProps) {
  const [value, setValue] = useState('');
  const change = useChange();
  function save(event: FormEvent) {
    event.preventDefault();
    const trimmed = value.trim();
    if (trimmed !== '') change.mutate(() => onSave(trimmed), { onSuccess: onClose });
  }
  return (
    <form className={styles['secretForm']} onSubmit={save}>
      <PasswordInput
        flex={1}
        size="xs"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        data-autofocus
        autoFocus
        value={value}
        error={change.error && describeProblem(change.error)}
        disabled={change.isPending}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          change.reset();
        }}
      />
      <Button size="xs" type="submit" loading={change.isPending} disabled={value.trim() === ''}>
        {action}
      </Button>
      <Button size="xs" variant="default" onClick={onClose}>
        Cancel
      </Button>
    </form>
  );
}
