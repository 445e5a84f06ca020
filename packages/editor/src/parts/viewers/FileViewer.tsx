import { Anchor } from '@mantine/core';
import { IconDownload, IconFile, IconLink } from '@tabler/icons-react';
import { isArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { artifactFileName, describeArtifact } from './describe-artifact.ts';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

/** Names a stored file, or the address of one, and offers it. */
export function FileViewer({ value }: ViewerProps) {
  const { artifacts } = useEditor().client;
  if (!isArtifactRef(value)) {
    return (
      <span className={styles['file']}>
        <IconLink size={18} aria-hidden />
        <span className={styles['address']}>{String(value)}</span>
      </span>
    );
  }
  const name = artifactFileName(value);
  return (
    <span className={styles['file']}>
      <IconFile size={18} aria-hidden />
      <span>{describeArtifact(value)}</span>
      <Anchor
        href={artifacts.url(value.$artifact, { download: name })}
        download={name}
        aria-label={`Download ${name}`}
        className="nodrag"
      >
        <IconDownload size={16} aria-hidden />
      </Anchor>
    </span>
  );
}
