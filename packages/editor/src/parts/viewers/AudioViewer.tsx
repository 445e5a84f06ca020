import { ActionIcon } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { formatClock } from '../format-time.ts';
import { describeArtifact } from './describe-artifact.ts';
import { useWaveform } from './use-waveform.ts';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

/** Above this a sound is not fetched whole only to draw it. */
const largestDrawnBytes = 25_000_000;

interface SoundProps {
  artifact: ArtifactRef;
  compact: boolean;
}

function PlainSound({ artifact }: SoundProps) {
  const { artifacts } = useEditor().client;
  return (
    <audio
      className={styles['audio']}
      src={artifacts.url(artifact.$artifact)}
      aria-label={`Sound, ${describeArtifact(artifact)}`}
      controls
      preload="metadata"
    />
  );
}

function DrawnSound({ artifact, compact }: SoundProps) {
  const { artifacts } = useEditor().client;
  const { container, state, isPlaying, timeMs, durationMs, toggle } = useWaveform(
    artifacts.url(artifact.$artifact),
    compact ? 40 : 96,
  );
  const duration = artifact.durationMs ?? durationMs;
  if (state === 'failed') return <PlainSound artifact={artifact} compact={compact} />;
  return (
    <div className={styles['sound']}>
      <ActionIcon
        variant="light"
        size={compact ? 28 : 40}
        radius="xl"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        disabled={state !== 'ready'}
        onClick={(event) => {
          event.stopPropagation();
          toggle();
        }}
      >
        {isPlaying ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
      </ActionIcon>
      <div ref={container} className={`${styles['wave']} nodrag nopan`} aria-hidden />
      <span className={styles['clock']}>
        {timeMs > 0 ? `${formatClock(timeMs)} / ` : ''}
        {duration === undefined ? '–:––' : formatClock(duration)}
      </span>
    </div>
  );
}

/** Plays a sound, with its waveform. */
export function AudioViewer({ value, compact }: ViewerProps) {
  if (!isArtifactRef(value)) return null;
  const Sound = value.sizeBytes > largestDrawnBytes ? PlainSound : DrawnSound;
  return (
    <figure className={styles['figure']}>
      <Sound key={value.$artifact} artifact={value} compact={compact} />
      {!compact && <figcaption className={styles['caption']}>{describeArtifact(value)}</figcaption>}
    </figure>
  );
}
