import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface ErrorStateProps {
  /** What failed. */
  title: string;
  /** Why, and what to do. */
  children?: ReactNode;
  onRetry?: () => void;
  retryLabel?: string;
}

/** Stands where something could not be shown, with a way out. */
export function ErrorState({
  title,
  children,
  onRetry,
  retryLabel = 'Try again',
}: ErrorStateProps) {
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-kind="error">
        <IconAlertTriangle size={28} stroke={1.5} aria-hidden />
      </div>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.words}>{children}</div>}
      {onRetry && (
        <div className={classes.actions}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={onRetry}
          >
            {retryLabel}
          </Button>
        </div>
      )}
    </div>
  );
}
