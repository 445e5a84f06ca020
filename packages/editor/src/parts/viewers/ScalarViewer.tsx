import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 12, useGrouping: true });

function write(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'number' ? digits.format(value) : String(value);
}

/** Shows a number, or yes or no. */
export function ScalarViewer({ value, compact }: ViewerProps) {
  return (
    <output className={compact ? styles['scalar'] : `${styles['scalar']} ${styles['large']}`}>
      {write(value)}
    </output>
  );
}
