import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTab } from '../../document/editor-context.ts';
import { useRuns, useRunView } from '../../runs/runs-context.ts';
import { cancelWords } from './cancel-words.ts';

function CancelQuestion({ onClose }: { onClose: () => void }) {
  const runs = useRuns();
  const tab = useTab();
  const view = useRunView((current) => current);
  const words = view ? cancelWords(view) : [];
  return (
    <Stack gap={10}>
      <div>
        <Text fw={600}>Cancel this run?</Text>
        {words.map((sentence) => (
          <Text key={sentence} size="sm" c="dimmed">
            {sentence}
          </Text>
        ))}
      </div>
      <Group gap={8} justify="flex-end">
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>
          Let it go on
        </Button>
        <Button
          size="xs"
          color="red"
          onClick={() => {
            onClose();
            void runs.cancel(tab);
          }}
        >
          Cancel run
        </Button>
      </Group>
    </Stack>
  );
}

/** Cancels the run that the tab shows, after saying what that stops. */
export function CancelButton() {
  const [opened, setOpened] = useState(false);
  const isActive = useRunView(
    ({ status, error }) => !error && (status === 'queued' || status === 'running'),
  );
  if (!isActive) return null;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      withArrow
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={() => setOpened((before) => !before)}
        >
          Cancel
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <CancelQuestion onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
