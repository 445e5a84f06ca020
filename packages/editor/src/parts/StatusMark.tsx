import { Tooltip } from '@mantine/core';
import type { NodeRunStatus } from '../runs/node-run.ts';
import { statusAppearances } from './status-appearance.ts';
import styles from './StatusMark.module.css';

export interface StatusMarkProps {
  status: NodeRunStatus;
  /** More exact words than the state's own, from status-words.ts. */
  words?: string;
  /** Shows the icon only; the words are told on hover and to screen readers. */
  compact?: boolean;
  /** Of the icon, in pixels. @defaultValue 14 */
  size?: number;
}

/** A state by icon, colour and word. */
export function StatusMark({ status, words, compact = false, size = 14 }: StatusMarkProps) {
  const { label, color, icon: StateIcon } = statusAppearances[status];
  const text = words ?? label;
  if (!compact) {
    return (
      <span className={styles['mark']} style={{ color }} data-status={status}>
        <StateIcon size={size} stroke={2.25} aria-hidden />
        <span className={styles['words']}>{text}</span>
      </span>
    );
  }
  return (
    <Tooltip label={text} multiline maw={320}>
      <span
        className={styles['mark']}
        style={{ color }}
        data-status={status}
        role="img"
        aria-label={text}
      >
        <StateIcon size={size} stroke={2.25} aria-hidden />
      </span>
    </Tooltip>
  );
}
