import {
  Button,
  Checkbox,
  Divider,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
} from '@mantine/core';
import { IconFileCode, IconPhotoDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useDocument, useEditor, useTab, useView } from '../../document/editor-context.ts';
import { downloadJson } from './download-json.ts';
import { exportPicture } from './export-picture.ts';
import { findNamedFiles } from './missing-files.ts';

const scales = [
  { value: '1', label: '1×' },
  { value: '2', label: '2×' },
  { value: '3', label: '3×' },
];

const backgrounds = [
  { value: 'canvas', label: 'As on the canvas' },
  { value: 'none', label: 'Transparent' },
];

function JsonPart() {
  const workflow = useDocument((state) => state.workflow);
  const files = findNamedFiles(workflow).length;
  return (
    <Stack gap="xs">
      <Text size="md">
        <strong>Workflow (JSON)</strong> — runs the same here, with <code>catena run</code> and over
        HTTP.
      </Text>
      {files > 0 && (
        <Text size="sm" c="dimmed">
          {files === 1 ? 'One file is' : `${files} files are`} named in it and not carried with it;
          they stay on this server.
        </Text>
      )}
      <Group>
        <Button
          data-autofocus
          variant="default"
          leftSection={<IconFileCode size={16} aria-hidden />}
          onClick={() => downloadJson(workflow)}
        >
          Download JSON
        </Button>
      </Group>
    </Stack>
  );
}

function PicturePart() {
  const editor = useEditor();
  const tab = useTab();
  const onCanvas = useView(({ screen }) => screen === 'canvas');
  const [scale, setScale] = useState('2');
  const [background, setBackground] = useState('canvas');
  const [carries, setCarries] = useState(true);
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      const isTransparent = background === 'none';
      await exportPicture(editor, tab, { scale: Number(scale), isTransparent, carries });
    } catch (error) {
      const hint = (error as Error).message;
      editor.notifier.say({ kind: 'error', text: 'The picture was not made.', hint });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="xs">
      <Text size="md">
        <strong>Picture (PNG)</strong> — the whole graph with its results, in the colours of the
        theme.
      </Text>
      <Group gap="sm">
        <SegmentedControl
          aria-label="Size"
          size="xs"
          data={scales}
          value={scale}
          onChange={setScale}
        />
        <SegmentedControl
          aria-label="Background"
          size="xs"
          data={backgrounds}
          value={background}
          onChange={setBackground}
        />
      </Group>
      <Checkbox
        label="Carry the workflow"
        description="Whoever drops the picture on Catena gets the workflow. Switch it off to share the picture alone."
        checked={carries}
        onChange={(event) => setCarries(event.currentTarget.checked)}
        mt={4}
        styles={{ description: { fontSize: 12 } }}
      />
      <Group>
        <Button
          variant="default"
          mt={4}
          loading={busy}
          disabled={!onCanvas}
          leftSection={<IconPhotoDown size={16} aria-hidden />}
          onClick={() => void save()}
        >
          Download PNG
        </Button>
        {!onCanvas && (
          <Text size="sm" c="dimmed">
            Go to the canvas first.
          </Text>
        )}
      </Group>
    </Stack>
  );
}

/** Gives the open workflow away: as a file, or as a picture that carries it. */
export function ExportDialog() {
  const { view } = useEditor();
  return (
    <Modal opened onClose={() => view.hide()} title="Export" centered>
      <Stack gap="lg">
        <JsonPart />
        <Divider />
        <PicturePart />
      </Stack>
    </Modal>
  );
}
