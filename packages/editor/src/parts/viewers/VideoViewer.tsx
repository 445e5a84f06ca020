import { useRef } from 'react';
import { isArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { describeArtifact, describeSize } from './describe-artifact.ts';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

/** Shows a video; small it plays, without sound, while the pointer is over it. */
export function VideoViewer({ value, compact }: ViewerProps) {
  const { artifacts } = useEditor().client;
  const video = useRef<HTMLVideoElement>(null);
  if (!isArtifactRef(value)) return null;
  // A browser may refuse to play before the page was touched; the first picture stays then.
  const play = () => void video.current?.play().catch(() => undefined);
  const stop = () => video.current?.pause();
  const hover = compact && { onPointerEnter: play, onPointerLeave: stop };
  return (
    <figure className={styles['figure']}>
      <div className={compact ? styles['ground'] : `${styles['ground']} ${styles['tall']}`}>
        <video
          ref={video}
          className={styles['picture']}
          src={artifacts.url(value.$artifact)}
          aria-label={`Video, ${describeArtifact(value)}`}
          preload="metadata"
          playsInline
          loop={compact}
          muted={compact}
          controls={!compact}
          {...hover}
        />
      </div>
      <figcaption className={styles['caption']}>
        {compact ? describeSize(value) : describeArtifact(value)}
      </figcaption>
    </figure>
  );
}
