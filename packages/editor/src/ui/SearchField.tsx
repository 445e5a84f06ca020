import { IconSearch } from '@tabler/icons-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './SearchField.module.css';

interface SearchFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'onChange'> {
  /** What is searched, for screen readers. */
  label: string;
  value: string;
  onType(text: string): void;
  /** Buttons at its end. */
  actions?: ReactNode;
}

/** The large field at the top of a search box; has the keyboard as soon as it is there. */
export function SearchField({ label, value, onType, actions, ...rest }: SearchFieldProps) {
  return (
    <div className={classes.head}>
      <IconSearch size={16} className={classes.icon} aria-hidden />
      <input
        // Also where it takes the place of another field in a box that is open.
        autoFocus
        data-autofocus
        className={classes.input}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
        {...rest}
      />
      {actions}
    </div>
  );
}
