import { useState } from 'react';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** Takes the web address of a file in place of a file. */
export function FileAddress({ label, isDisabled, onChange, onSettle }: FieldProps) {
  const [text, setText] = useState('');
  function take() {
    const address = text.trim();
    if (address === '') return;
    onChange(address);
    onSettle();
  }
  return (
    <input
      className={`${styles['control']} ${styles['wide']}`}
      aria-label={`Web address for ${label}`}
      placeholder="or paste a web address"
      value={text}
      disabled={isDisabled}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
