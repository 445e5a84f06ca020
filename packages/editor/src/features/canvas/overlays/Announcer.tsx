import { memo } from 'react';
import { useCanvas } from '../canvas-store.ts';
import styles from './overlays.module.css';

/** Tells screen readers what others see at the pointer. */
export const Announcer = memo(function Announcer() {
  const announcement = useCanvas((state) => state.announcement);
  return (
    <div className={styles['live']} role="status" aria-live="polite">
      {announcement}
    </div>
  );
});
