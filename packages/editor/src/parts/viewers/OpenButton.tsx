import { IconArrowsMaximize } from '@tabler/icons-react';
import styles from './viewers.module.css';

export interface OpenButtonProps {
  label: string;
  /** Whether it lies over all of what it opens, or in its corner, where something on it can be pressed. */
  covers: boolean;
  /** Whether a card can still be dragged by it. */
  isDraggable?: boolean;
  onOpen: () => void;
}

/** Opens a result large: the whole of it where nothing else on it can be pressed, else its corner. */
export function OpenButton({ label, covers, isDraggable = false, onOpen }: OpenButtonProps) {
  return (
    <button
      type="button"
      className={isDraggable ? styles['open'] : `${styles['open']} nodrag`}
      data-corner={!covers}
      aria-label={label}
      title={label}
      onClick={onOpen}
    >
      {!covers && <IconArrowsMaximize size={12} aria-hidden />}
    </button>
  );
}
