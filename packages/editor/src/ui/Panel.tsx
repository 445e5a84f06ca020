import { IconX } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  /** Buttons at the end of the header. */
  actions?: ReactNode;
  onClose?: () => void;
  children: ReactNode;
}

/** A titled area at the side of the page. */
export function Panel({ title, actions, onClose, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <header className={classes.header}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {actions}
        {onClose && (
          <IconButton label={`Close ${title.toLowerCase()}`} size={26} onClick={onClose}>
            <IconX size={15} />
          </IconButton>
        )}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
