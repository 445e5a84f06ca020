import { Button } from '@mantine/core';
import {
  IconArrowAutofitContent,
  IconLayoutColumns,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { IconButton } from '../../ui/IconButton.tsx';
import type { ZoomControl } from './use-zoom.ts';
import styles from './Viewer.module.css';

export interface ZoomToolsProps {
  control: ZoomControl;
  isComparing: boolean;
  /** Missing where there is nothing to compare with. */
  onCompare: (() => void) | undefined;
}

const zoomStep = 1.25;

/** Buttons for how large a picture is shown, and for comparing it with another. */
export function ZoomTools({ control, isComparing, onCompare }: ZoomToolsProps) {
  return (
    <>
      <IconButton label="Zoom out" hint="-" onClick={() => control.by(1 / zoomStep)}>
        <IconZoomOut size={17} />
      </IconButton>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className={styles['percent'] ?? ''}
        title="Show at 100 % (0)"
        onClick={control.real}
      >
        {Math.round(control.zoom.scale * 100)} %
      </Button>
      <IconButton label="Zoom in" hint="+" onClick={() => control.by(zoomStep)}>
        <IconZoomIn size={17} />
      </IconButton>
      <IconButton label="Show whole" hint="1" aria-pressed={control.isFit} onClick={control.fit}>
        <IconArrowAutofitContent size={17} />
      </IconButton>
      {onCompare && (
        <IconButton
          label="Compare two"
          hint="C"
          variant={isComparing ? 'light' : 'subtle'}
          aria-pressed={isComparing}
          onClick={onCompare}
        >
          <IconLayoutColumns size={17} />
        </IconButton>
      )}
    </>
  );
}
