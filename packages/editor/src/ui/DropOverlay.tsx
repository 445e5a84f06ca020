import { IconFileImport } from '@tabler/icons-react';
import classes from './DropOverlay.module.css';

/** Shown over what takes a dragged file while it is held there. */
export function DropOverlay({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className={classes.overlay}>
      <div className={classes.words}>
        <IconFileImport size={32} stroke={1.5} aria-hidden />
        {title}
        {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      </div>
    </div>
  );
}
