import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload, IconLink } from '@tabler/icons-react';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { useEditor } from '../document/editor-context.ts';
import { useDownload } from './use-download.ts';
import { artifactFileName } from './viewers/describe-artifact.ts';

/** All stored files in a value, lists included. */
export function filesIn(value: unknown): ArtifactRef[] {
  if (isArtifactRef(value)) return [value];
  return Array.isArray(value) ? value.flatMap(filesIn) : [];
}

export interface ArtifactActionsProps {
  artifact: ArtifactRef;
  /** What its file is called, without the ending. */
  stem: string;
}

/** Saves a stored file, or copies its address. */
export function ArtifactActions({ artifact, stem }: ArtifactActionsProps) {
  const { client, clipboard, notifier } = useEditor();
  const { carries, save } = useDownload();
  const name = artifactFileName(artifact, stem);
  const words = `Download ${name}`;
  async function copyLink() {
    const url = new URL(client.artifacts.url(artifact.$artifact), globalThis.location?.href);
    try {
      await clipboard.writeText(url.href);
      notifier.say({ text: 'Link copied.', kind: 'good' });
    } catch {
      notifier.say({ text: 'The browser did not allow copying.', kind: 'warning' });
    }
  }
  return (
    <>
      <Tooltip label={carries(artifact) ? `${words}, with the workflow in it` : words}>
        <ActionIcon
          component="a"
          size={26}
          href={client.artifacts.url(artifact.$artifact, { download: name })}
          download={name}
          aria-label={words}
          onClick={(event) => {
            event.preventDefault();
            void save(artifact, name);
          }}
        >
          <IconDownload size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Copy link">
        <ActionIcon size={26} aria-label="Copy link" onClick={() => void copyLink()}>
          <IconLink size={15} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
