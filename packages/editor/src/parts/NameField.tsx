import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTab } from '../document/editor-context.ts';

export interface NameFieldProps {
  name: string;
  /** Why a name cannot be had, in words. */
  check: (name: string) => string | undefined;
  onRename: (name: string) => void;
}

/** The name that the file, the command line and the API know something by. */
export function NameField({ name, check, onRename }: NameFieldProps) {
  const { readOnly } = useTab();
  const [draft, setDraft] = useState<string>();
  const problem = draft === undefined || draft === name ? undefined : check(draft);
  return (
    <TextInput
      label="Name"
      description="What the command line and the API call it"
      size="xs"
      value={draft ?? name}
      error={problem}
      disabled={readOnly}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (problem === undefined && draft !== undefined && draft !== name) onRename(draft);
        setDraft(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
