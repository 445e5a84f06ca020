import { useState } from 'react';
import { Button } from '@mantine/core';
import { CopyAction } from '../CopyAction.tsx';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

const foldedCharacters = { compact: 600, large: 4000 };
/** A text of so many characters may be higher than its box. */
const scrolledFrom = 150;
const count = new Intl.NumberFormat('en');

/** Shows a text with its line breaks; a long one folds. */
export function TextViewer({ value, compact }: ViewerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const text = String(value);
  const limit = compact ? foldedCharacters.compact : foldedCharacters.large;
  const isLong = text.length > limit;
  const shown = isLong && !isOpen ? `${text.slice(0, limit)}…` : text;
  return (
    <div className={styles['textBox']}>
      <div
        // What can be scrolled must be reached by the keyboard.
        {...(shown.length > scrolledFrom && { tabIndex: 0, role: 'group', 'aria-label': 'Text' })}
        className={compact ? `${styles['text']} ${styles['small']} nowheel` : styles['text']}
      >
        {text === '' ? <em className={styles['nothing']}>Empty text</em> : shown}
      </div>
      {text !== '' && (
        <div className={styles['tools']}>
          {isLong && (
            <Button size="compact-xs" variant="subtle" onClick={() => setIsOpen(!isOpen)}>
              {isOpen ? 'Fold' : `Show all ${count.format(text.length)} characters`}
            </Button>
          )}
          <CopyAction text={text} label="Copy text" />
        </div>
      )}
    </div>
  );
}
