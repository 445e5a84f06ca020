import { IconPlayerStop, IconRefresh, IconTrash, IconRoute } from '@tabler/icons-react';
import type { RunSummary } from '@catena/server/client';
import { isRunActive } from '../../runs/use-run-list.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { RunActions } from './use-run-actions.tsx';
import styles from './runs.module.css';

/** The buttons at the end of a run in a list. */
export function RunRowActions({ run, actions }: { run: RunSummary; actions: RunActions }) {
  const size = 28;
  return (
    <span className={styles['actions']}>
      <IconButton label="Open on canvas" size={size} onClick={() => actions.open(run)}>
        <IconRoute size={16} />
      </IconButton>
      <IconButton label="Run again" size={size} onClick={() => actions.again(run)}>
        <IconRefresh size={16} />
      </IconButton>
      {isRunActive(run) ? (
        <IconButton label="Cancel run" size={size} onClick={() => actions.cancel(run)}>
          <IconPlayerStop size={16} />
        </IconButton>
      ) : (
        <IconButton label="Delete run" size={size} onClick={() => actions.remove(run)}>
          <IconTrash size={16} />
        </IconButton>
      )}
    </span>
  );
}
