import { Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconSchema, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { WorkflowSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PictureCard } from '../../ui/PictureCard.tsx';
import { relativeTime } from '../../ui/relative-time.ts';
import { deleteSaved, duplicateSaved, renameSaved, type SavedContext } from './change-saved.tsx';

interface WorkflowCardProps {
  workflow: WorkflowSummary;
  context: SavedContext;
  /** Milliseconds since the epoch. */
  now: number;
  onOpen: () => void;
}

function RenameDialog({
  name,
  onRename,
  onClose,
}: {
  name: string;
  onRename: (name: string) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState(name);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) onRename(text);
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title="Rename the workflow" centered size="sm">
      <form onSubmit={submit}>
        <TextInput
          label="Name"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!text.trim()}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** A saved workflow in the list, with what can be done to it. */
export function WorkflowCard({ workflow, context, now, onOpen }: WorkflowCardProps) {
  const { client } = useEditor();
  const [renaming, setRenaming] = useState(false);
  const { id, name, nodeCount, picture, updatedAt } = workflow;
  const menu = (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton label={`More for ${name}`} size={26}>
          <IconDots size={16} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => setRenaming(true)}
        >
          Rename
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} aria-hidden />}
          onClick={() => void duplicateSaved(context, workflow)}
        >
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => deleteSaved(context, workflow)}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      <PictureCard
        title={name}
        href={`/w/${encodeURIComponent(id)}`}
        onOpen={onOpen}
        pictureUrl={picture === undefined ? undefined : client.artifacts.previewUrl(picture, 480)}
        placeholder={<IconSchema size={34} stroke={1.1} aria-hidden />}
        foot={
          <>
            {nodeCount === 1 ? '1 node' : `${nodeCount} nodes`} ·{' '}
            {relativeTime(Date.parse(updatedAt), now)}
          </>
        }
        menu={menu}
      />
      {renaming && (
        <RenameDialog
          name={name}
          onRename={(next) => void renameSaved(context, workflow, next)}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}
