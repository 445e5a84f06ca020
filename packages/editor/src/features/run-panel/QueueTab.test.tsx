// @vitest-environment happy-dom
import { ModalsProvider } from '@mantine/modals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { RunSummary } from '@catena/server/client';
import { afterEach, expect, it, vi } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { QueueTab } from './QueueTab.tsx';

afterEach(cleanup);

function run(id: string, status: RunSummary['status']): RunSummary {
  const steps = { total: 2, succeeded: 1, cached: 0, failed: 0, skipped: 0, canceled: 0 };
  const createdAt = '2026-01-01T00:00:00.000Z';
  const summary = {
    id,
    status,
    workflowName: `Workflow ${id}`,
    createdAt,
    dry: false,
    steps,
    thumbnails: [],
  };
  return summary as unknown as RunSummary;
}

async function open() {
  const runs = [run('a', 'running'), run('b', 'queued'), run('c', 'succeeded')];
  const editor = await createTestEditor({ catena: 1, nodes: {} }, { '/api/runs': { runs } });
  const client = editor.context.client.runs;
  const cancel = vi
    .spyOn(client, 'cancel')
    .mockImplementation((id) => Promise.resolve(run(id, 'canceled')));
  const remove = vi.spyOn(client, 'remove').mockResolvedValue();
  editor.show(
    <ModalsProvider>
      <QueueTab />
    </ModalsProvider>,
  );
  return { cancel, remove, group: (name: string) => screen.findByRole('region', { name }) };
}

it('cancels all that is queued or under way, once that was agreed to', async () => {
  const { cancel, group } = await open();
  const active = await group('Queued and under way');
  fireEvent.click(within(active).getByRole('button', { name: 'Cancel all' }));
  expect(cancel).not.toHaveBeenCalled();
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel 2 runs' }));
  await vi.waitFor(() => expect(cancel.mock.calls).toEqual([['b'], ['a']]));
});

it('deletes the runs that have ended, and no other', async () => {
  const { remove, group } = await open();
  const ended = await group('Ended');
  fireEvent.click(within(ended).getByRole('button', { name: 'Delete these' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete one run' }));
  await vi.waitFor(() => expect(remove.mock.calls).toEqual([['c']]));
});
