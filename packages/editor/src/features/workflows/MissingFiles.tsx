import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconFileUnknown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ArtifactRef, Workflow } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { fillFiles, type NamedFile } from './missing-files.ts';
import { useFileDrop } from './use-file-drop.ts';
import classes from './ImportDialog.module.css';

interface MissingFilesProps {
  workflow: Workflow;
  missing: readonly NamedFile[];
  onOpen: (workflow: Workflow) => void;
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function titleOf({ kind, key }: NamedFile): string {
  return kind === 'path' ? key : `A file that is not on this server (${key.slice(0, 8)}…)`;
}

/** Asks for the files that a workflow names and that did not come with it. */
export function MissingFiles({ workflow, missing, onOpen }: MissingFilesProps) {
  const { client, notifier } = useEditor();
  const [uploads, setUploads] = useState<ReadonlyMap<string, ArtifactRef>>(new Map());
  const [busy, setBusy] = useState(false);

  async function upload(key: string, file: File) {
    const stored = await client.artifacts.upload(file);
    setUploads((before) => new Map(before).set(key, stored));
  }

  async function take(files: readonly (readonly [string, File])[]) {
    setBusy(true);
    try {
      for (const [key, file] of files) await upload(key, file);
    } catch (error) {
      notifier.say({
        kind: 'error',
        text: 'A file was not uploaded.',
        hint: (error as Error).message,
      });
    } finally {
      setBusy(false);
    }
  }

  const drop = useFileDrop((files) => {
    const open = missing.filter(({ key }) => !uploads.has(key));
    const pairs = files.flatMap((file) => {
      const match = open.find(({ key }) => baseName(key) === file.name);
      const only = open.length === 1 && files.length === 1 ? open[0] : undefined;
      const wanted = match ?? only;
      return wanted ? [[wanted.key, file] as const] : [];
    });
    if (pairs.length < files.length) {
      notifier.say({
        kind: 'warning',
        text: 'Not every file has a name that the workflow knows.',
        hint: 'Use the button beside the file that it stands for.',
      });
    }
    void take(pairs);
  });

  const left = missing.length - uploads.size;
  const openLabel =
    left === 0 ? 'Open' : uploads.size === 0 ? 'Open without them' : 'Open without the rest';

  return (
    <Stack gap="md">
      <Text size="md">
        The workflow names {missing.length === 1 ? 'a file' : `${missing.length} files`} that did
        not come with it. Drop {missing.length === 1 ? 'it' : 'them'} here, or choose.
      </Text>
      <ul className={classes.files} {...drop.handlers}>
        {missing.map((file) => {
          const stored = uploads.get(file.key);
          const Icon = stored ? IconCheck : IconFileUnknown;
          return (
            <li key={file.key} className={classes.file}>
              <Icon size={18} color={stored ? 'var(--good)' : 'var(--muted)'} aria-hidden />
              <div className={classes.fileWords}>
                {titleOf(file)}
                <span className={classes.hint}>{file.places.join(' · ')}</span>
              </div>
              <FileButton onChange={(chosen) => chosen && void take([[file.key, chosen]])}>
                {(button) => (
                  <Button {...button} size="compact-sm" variant="default" disabled={busy}>
                    {stored ? 'Another' : 'Choose'}
                  </Button>
                )}
              </FileButton>
            </li>
          );
        })}
      </ul>
      <Group justify="flex-end" gap="xs">
        <Button loading={busy} onClick={() => onOpen(fillFiles(workflow, uploads))}>
          {openLabel}
        </Button>
      </Group>
    </Stack>
  );
}
