import type { ReactNode } from 'react';
import styles from './inspector.module.css';

export interface SectionProps {
  title: string;
  /** Buttons at the end of the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of the inspector. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles['section']} aria-label={title}>
      <h3 className={styles['heading']}>
        {title}
        {actions !== undefined && <span className={styles['push']}>{actions}</span>}
      </h3>
      {children}
    </section>
  );
}
