import { useState } from 'react';
import { IconPhotoOff } from '@tabler/icons-react';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { describeArtifact, describeSize } from './describe-artifact.ts';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

/** Pixels that a picture on a node is asked for: twice its width there, for dense screens. */
const previewWidth = 640;

function Picture({ artifact, compact }: { artifact: ArtifactRef; compact: boolean }) {
  const { artifacts } = useEditor().client;
  const [step, setStep] = useState<'preview' | 'whole' | 'missing'>(compact ? 'preview' : 'whole');
  const { $artifact: id, width, height } = artifact;
  if (step === 'missing') {
    return (
      <span className={styles['missing']}>
        <IconPhotoOff size={16} aria-hidden /> This picture is no longer stored.
      </span>
    );
  }
  return (
    <img
      className={styles['picture']}
      src={step === 'preview' ? artifacts.previewUrl(id, previewWidth) : artifacts.url(id)}
      alt={describeSize(artifact) ? `Picture, ${describeSize(artifact)}` : 'Picture'}
      {...(width !== undefined && height !== undefined && { width, height })}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setStep(step === 'preview' ? 'whole' : 'missing')}
    />
  );
}

/** Shows a picture, whole, on a neutral ground; its width and height under it. */
export function ImageViewer({ value, compact }: ViewerProps) {
  if (!isArtifactRef(value)) return null;
  return (
    <figure className={styles['figure']}>
      <div className={compact ? styles['ground'] : `${styles['ground']} ${styles['tall']}`}>
        <Picture key={value.$artifact} artifact={value} compact={compact} />
      </div>
      <figcaption className={styles['caption']}>
        {compact ? describeSize(value) : describeArtifact(value)}
      </figcaption>
    </figure>
  );
}
