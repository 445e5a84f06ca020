import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingRowProps {
  title: string;
  /** What it means. */
  words?: ReactNode;
  children: ReactNode;
}

/** One setting: what it is on the left, what changes it on the right. */
export function SettingRow({ title, words, children }: SettingRowProps) {
  return (
    <div className={styles['row']} role="group" aria-label={title}>
      <div className={styles['rowWords']}>
        <span className={styles['rowTitle']}>{title}</span>
        {words !== undefined && <span className={styles['words']}>{words}</span>}
      </div>
      <div className={styles['rowControl']}>{children}</div>
    </div>
  );
}
