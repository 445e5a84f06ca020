// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import type { Workflow } from '@catena/engine';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createRunFixture } from '../../../test/run-fixture.ts';
import { EditorContext, TabContext } from '../../document/editor-context.ts';
import type { CommandContext } from '../../document/commands/command.ts';
import { createViewStore } from '../../document/view-store.ts';
import { RunsContext } from '../../runs/runs-context.ts';
import { RunButton } from './RunButton.tsx';

const workflow: Workflow = {
  catena: 1,
  name: 'Poster',
  nodes: {
    split: { type: 'split', input: { text: 'two words' } },
    echo: {
      type: 'predict',
      provider: 'fake',
      model: 'test/echo',
      input: { text: { $from: 'split.words' } },
    },
  },
};

async function renderButton(document: Workflow) {
  const fixture = await createRunFixture();
  const tab = fixture.workspace.open(document);
  const view = createViewStore(undefined);
  const editor = { ...fixture, view } as unknown as CommandContext;
  await waitFor(() => expect(tab.analysis.flush().loadingModels).toBe(false));
  render(
    <MantineProvider env="test">
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <EditorContext value={editor}>
          <RunsContext value={fixture.runs}>
            <TabContext value={tab}>
              <RunButton />
            </TabContext>
          </RunsContext>
        </EditorContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...fixture, tab, view };
}

afterEach(cleanup);

describe('the run button', () => {
  it('runs the workflow and says in the page, its title and aloud how it ended', async () => {
    const { server, clock } = await renderButton(workflow);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    await screen.findByText('Run started.');
    await waitFor(() => expect(document.title).toBe('▶ Poster · Catena'));
    await clock.runUntil((server.runs[0] as { run: { result: Promise<unknown> } }).run.result);
    await screen.findByText('Run finished.');
    expect(document.title).toBe('✓ Poster · Catena');
  });

  it('counts what stands in the way and leads to it', async () => {
    const nodes = { ...workflow.nodes, split: { type: 'split' } };
    const { server, view } = await renderButton({ ...workflow, nodes });
    fireEvent.click(screen.getByRole('button', { name: /^Run: 1 issue/ }));
    expect(view.getState().leftPanel).toBe('issues');
    expect(server.runs).toHaveLength(0);
  });

  it('cancels only after saying what that stops', async () => {
    const { server, clock } = await renderButton(workflow);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await screen.findByText('Cancel this run?');
    expect(server.runs[0]?.run.snapshot().status).not.toBe('canceled');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel run' }));
    await clock.runUntil((server.runs[0] as { run: { result: Promise<unknown> } }).run.result);
    await screen.findByText('Run canceled.');
  });

  it('offers to continue from a run that is shown as it was', async () => {
    const fixture = await renderButton(workflow);
    cleanup();
    const tab = fixture.workspace.open(workflow, { runId: 'gone', readOnly: true });
    render(
      <MantineProvider env="test">
        <EditorContext value={{ ...fixture } as unknown as CommandContext}>
          <RunsContext value={fixture.runs}>
            <TabContext value={tab}>
              <RunButton />
            </TabContext>
          </RunsContext>
        </EditorContext>
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Continue from this state' }));
    expect(fixture.workspace.active()?.readOnly).toBe(false);
    expect(fixture.workspace.active()?.document.getState().workflow).toBe(workflow);
  });
});
