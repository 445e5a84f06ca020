import { FocusTrap } from '@mantine/core';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { useReturnFocus } from './use-return-focus.ts';
import classes from './Popup.module.css';

interface PopupProps {
  /** What it is, for screen readers. */
  label: string;
  onClose(): void;
  /** Where it is on the page, and how large. */
  place: CSSProperties;
  /** Darkens the page behind it. */
  dim?: boolean;
  children: ReactNode;
}

/**
 * A box over the page that keeps the keyboard until it is closed: by Escape, or by a press beside it.
 * The element with `data-autofocus` has the keyboard first; afterwards it goes back to where it was.
 */
export function Popup({ label, onClose, place, dim = false, children }: PopupProps) {
  useReturnFocus();
  function onKeyDown(event: KeyboardEvent) {
    // No key of a box is one for what lies under it.
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  }
  return (
    <div
      className={classes.backdrop}
      data-dim={dim}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={onKeyDown}
    >
      <FocusTrap>
        <div
          role="dialog"
          aria-modal="true"
          aria-label={label}
          className={classes.box}
          style={place}
        >
          {children}
        </div>
      </FocusTrap>
    </div>
  );
}
