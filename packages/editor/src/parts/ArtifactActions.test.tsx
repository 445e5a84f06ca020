// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import sharp from 'sharp';
import { afterEach, expect, it, vi } from 'vitest';
import { createTestEditor } from '../../test/finding-harness.tsx';
import { runView } from '../../test/run-view.ts';
import { readEmbeddedWorkflow } from '../document/png-workflow.ts';
import { ArtifactActions } from './ArtifactActions.tsx';

const inputs = { words: { type: 'text', default: 'a dog' } };
const workflow: Workflow = { catena: 1, name: 'As it is now', inputs, nodes: {} };
const artifact = { $artifact: 'c'.repeat(64), mediaType: 'image/png', sizeBytes: 80 };

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open() {
  const size = { width: 2, height: 2, channels: 3, background: '#8aa8ff' } as const;
  const png = await sharp({ create: size }).png().toBuffer();
  const editor = await createTestEditor(workflow);
  vi.spyOn(editor.context.client.artifacts, 'read').mockImplementation(() =>
    Promise.resolve(new Response(new Uint8Array(png))),
  );
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    saved.push(content as Blob);
    return 'blob:saved';
  });
  const links: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    links.push(this.href);
  });
  const view = { ...runView([]), workflow: { ...workflow, name: 'As it was run' } };
  editor.runs.setState({
    views: new Map([[editor.tab.key, { ...view, inputs: { words: 'a cat' } }]]),
  });
  editor.show(<ArtifactActions artifact={artifact} stem="art" />);
  const save = () => fireEvent.click(screen.getByRole('link', { name: 'Download art.png' }));
  return { editor, saved, links, save };
}

it('saves a picture with the workflow that made it, and the values of its run', async () => {
  const { saved, save } = await open();
  save();
  await waitFor(() => expect(saved).toHaveLength(1));
  const bytes = new Uint8Array((await saved[0]?.arrayBuffer()) ?? []);
  const carried = JSON.parse((await readEmbeddedWorkflow(bytes)) ?? '{}') as Workflow;
  expect(carried.name).toBe('As it was run');
  expect(carried.inputs?.['words']?.default).toBe('a cat');
});

it('saves the picture alone where that is wanted', async () => {
  const { editor, saved, links, save } = await open();
  act(() => editor.context.view.setState({ picturesCarry: false }));
  save();
  await waitFor(() => expect(links).toHaveLength(1));
  expect(links[0]).toContain(`/api/artifacts/${artifact.$artifact}`);
  expect(saved).toEqual([]);
});
