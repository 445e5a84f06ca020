import { useState } from 'react';
import { useTab } from '../../document/editor-context.ts';
import styles from './inspector.module.css';

export interface TitleFieldProps {
  /** As it is; empty where there is none. */
  title: string;
  /** Shown where there is none. */
  placeholder: string;
  label: string;
  onRename: (title: string) => void;
  /** Why a title cannot be had, in words. */
  check?: (title: string) => string | undefined;
}

/** A title that is edited in its place: Enter keeps it, Escape does not. */
export function TitleField({ title, placeholder, label, onRename, check }: TitleFieldProps) {
  const { readOnly } = useTab();
  const [draft, setDraft] = useState<string>();
  const problem = draft === undefined || draft === title ? undefined : check?.(draft);
  function keep() {
    if (draft !== undefined && draft !== title && problem === undefined) onRename(draft.trim());
    setDraft(undefined);
  }
  return (
    <>
      <input
        className={styles['title']}
        aria-label={label}
        aria-invalid={problem !== undefined}
        title={problem}
        value={draft ?? title}
        placeholder={placeholder}
        disabled={readOnly}
        spellCheck={false}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(undefined);
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      {problem !== undefined && (
        <p className={styles['words']} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
