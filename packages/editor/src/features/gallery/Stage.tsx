import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { ValueView } from '../../parts/ValueView.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { ViewerItem } from './list-viewer-items.ts';
import { PictureStage } from './PictureStage.tsx';
import type { ZoomControl } from './use-zoom.ts';
import { labelOf, pictureOf } from './viewer-picture.ts';
import styles from './Viewer.module.css';

export interface StageProps {
  item: ViewerItem;
  /** Compared with. */
  other: ViewerItem | undefined;
  control: ZoomControl;
  size: { width: number; height: number } | undefined;
  onSize: (size: { width: number; height: number }) => void;
  /** Missing where there is only one. */
  onStep: ((by: number) => void) | undefined;
}

function Content({ item, other, ...stage }: Omit<StageProps, 'onStep'>) {
  const picture = pictureOf(item);
  if (!picture) {
    const type = item.port && { ...item.port.type, depth: 0 };
    return (
      <div className={styles['value']}>
        <ValueView key={item.key} value={item.value} type={type} />
      </div>
    );
  }
  const otherPicture = pictureOf(other);
  return (
    <PictureStage
      {...stage}
      picture={picture}
      label={labelOf(item)}
      other={other && otherPicture && { picture: otherPicture, label: labelOf(other) }}
    />
  );
}

/** One result as large as there is room, and the ways to the ones beside it. */
export function Stage({ onStep, ...content }: StageProps) {
  return (
    <div className={styles['stage']}>
      <Content {...content} />
      {onStep && (
        <>
          <IconButton
            label="Previous"
            hint="←"
            className={styles['previous'] ?? ''}
            size={40}
            variant="default"
            onClick={() => onStep(-1)}
          >
            <IconChevronLeft size={20} />
          </IconButton>
          <IconButton
            label="Next"
            hint="→"
            className={styles['next'] ?? ''}
            size={40}
            variant="default"
            onClick={() => onStep(1)}
          >
            <IconChevronRight size={20} />
          </IconButton>
        </>
      )}
    </div>
  );
}
