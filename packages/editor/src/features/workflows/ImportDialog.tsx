import { Button, FileButton, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Workflow } from '@catena/engine';
import { useEditor, useView } from '../../document/editor-context.ts';
import { readImportFile, toImportFile, type ImportFile } from './import-file.ts';
import { findReader, type Imported } from './import-readers.ts';
import { IssueList } from './IssueList.tsx';
import { findMissingFiles, type NamedFile } from './missing-files.ts';
import { MissingFiles } from './MissingFiles.tsx';
import { useFileDrop } from './use-file-drop.ts';
import classes from './ImportDialog.module.css';

/** What was read, and what stands between it and the canvas. */
interface Reading extends Imported {
  name: string;
  title: string;
  missing: readonly NamedFile[];
}

function useImport() {
  const { client, workspace, view, notifier } = useEditor();
  const [reading, setReading] = useState<Reading>();
  const [busy, setBusy] = useState(false);

  function open(workflow: Workflow, warnings: number) {
    workspace.open(workflow);
    view.setState({ screen: 'canvas', overlay: undefined });
    const hint =
      warnings > 0 ? `${warnings} things in it are not known here; they are kept.` : undefined;
    const text = `Opened ${workflow.name ?? 'the workflow'}.`;
    notifier.say({ kind: 'good', text, ...(hint !== undefined && { hint }) });
  }

  async function read(file: ImportFile) {
    const reader = findReader(file);
    const imported = await reader.read(file, client);
    const { workflow, issues } = imported;
    const missing = workflow ? await findMissingFiles(workflow, client) : [];
    if (workflow && missing.length === 0) open(workflow, issues.length);
    else setReading({ ...imported, name: file.name, title: reader.title, missing });
  }

  async function run(task: () => Promise<void>) {
    setBusy(true);
    try {
      await task();
    } catch (error) {
      notifier.say({
        kind: 'error',
        text: 'The file was not read.',
        hint: (error as Error).message,
      });
    } finally {
      setBusy(false);
    }
  }

  return {
    reading,
    busy,
    open,
    again: () => setReading(undefined),
    readText: (text: string) => run(() => read(toImportFile(text))),
    readFile: (file: File) => run(async () => read(await readImportFile(file))),
  };
}

function ChooseFile({
  busy,
  onFile,
  onText,
}: {
  busy: boolean;
  onFile: (file: File) => void;
  onText: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const drop = useFileDrop(([file]) => file && onFile(file));
  return (
    <Stack gap="md">
      <div className={classes.drop} data-over={drop.over || undefined} {...drop.handlers}>
        <IconFileImport size={30} stroke={1.4} aria-hidden />
        <Text size="md">
          Drop a file here: a workflow (JSON), a picture that carries one (PNG), or a graph of
          ComfyUI in API format.
        </Text>
        <FileButton
          onChange={(file) => file && onFile(file)}
          accept=".json,.png,application/json,image/png"
        >
          {(button) => (
            <Button {...button} size="xs" loading={busy} data-autofocus>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        label="Or paste its text"
        placeholder='{ "catena": 1, "nodes": { … } }'
        autosize
        minRows={3}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      />
      <Button variant="default" disabled={!text.trim()} loading={busy} onClick={() => onText(text)}>
        Open the text
      </Button>
    </Stack>
  );
}

function Faults({ reading, onAgain }: { reading: Reading; onAgain: () => void }) {
  const { name, title, issues } = reading;
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return (
    <Stack gap="md">
      <Text size="md">
        <strong>{name}</strong> was read as: {title.toLowerCase()}. It cannot be opened because of{' '}
        {errors === 1 ? 'one error' : `${errors} errors`}:
      </Text>
      <IssueList issues={issues} />
      <Button variant="default" onClick={onAgain}>
        Choose another file
      </Button>
    </Stack>
  );
}

/** Opens a workflow from a file or a text; says everything that is wrong with it. */
export function ImportDialog() {
  const { view } = useEditor();
  const overlay = useView((state) => state.overlay);
  const { reading, busy, open, again, readText, readFile } = useImport();
  const begun = useRef(false);

  useEffect(() => {
    if (begun.current || overlay?.kind !== 'import') return;
    begun.current = true;
    const [file] = overlay.files ?? [];
    if (file) void readFile(file);
    else if (overlay.text !== undefined) void readText(overlay.text);
  }, [overlay, readFile, readText]);

  return (
    <Modal opened onClose={() => view.hide()} title="Import a workflow" size="lg" centered>
      {!reading && (
        <ChooseFile
          busy={busy}
          onFile={(file) => void readFile(file)}
          onText={(text) => void readText(text)}
        />
      )}
      {reading && !reading.workflow && <Faults reading={reading} onAgain={again} />}
      {reading?.workflow && (
        <MissingFiles
          workflow={reading.workflow}
          missing={reading.missing}
          onOpen={(workflow) => open(workflow, reading.issues.length)}
        />
      )}
    </Modal>
  );
}
