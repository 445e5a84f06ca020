import { expect, it } from 'vitest';
import { createHarness } from '../../../test/command-harness.ts';
import { readLayout } from '../layout.ts';
import { embedWorkflow } from '../png-workflow.ts';
import { writePngChunks } from '../png-chunks.ts';
import { holdsWorkflow } from './holds-workflow.ts';
import { placeFiles } from './place-files.ts';

const empty = { catena: 1 as const, nodes: {} };
const png = writePngChunks([{ type: 'IHDR', content: new Uint8Array(13) }]);

it('makes an input of each file, below each other, in one step', async () => {
  const { context, tab, workflow } = await createHarness(empty);
  const files = [
    new File(['a'], 'A sound.wav', { type: 'audio/wav' }),
    new File(['b'], 'notes.bin', { type: 'application/octet-stream' }),
  ];
  await placeFiles(context, tab, { files, at: [10, 20] });
  expect(workflow().inputs).toMatchObject({
    'a-sound': { type: 'audio', title: 'A sound.wav', default: { mediaType: 'audio/wav' } },
    notes: { type: 'file' },
  });
  expect(readLayout(workflow()).positions).toEqual({
    'inputs.a-sound': [10, 20],
    'inputs.notes': [10, 220],
  });
  expect(tab.document.getState().past).toHaveLength(1);
});

it('imports files that are workflows, and takes the others as values', async () => {
  const { context, tab, workflow } = await createHarness(empty);
  const document = new File(['{"catena":1,"nodes":{}}'], 'w.json', { type: 'application/json' });
  const picture = new File([png], 'p.png', { type: 'image/png' });
  await placeFiles(context, tab, { files: [document, picture], at: [0, 0] });
  expect(context.view.getState().overlay).toEqual({ kind: 'import', files: [document] });
  expect(Object.keys(workflow().inputs ?? {})).toEqual(['p']);
});

it('knows a picture that carries a workflow', async () => {
  expect(await holdsWorkflow(new File([png], 'p.png'))).toBe(false);
  expect(await holdsWorkflow(new File([embedWorkflow(png, empty)], 'p.png'))).toBe(true);
  expect(await holdsWorkflow(new File(['{"some":"data"}'], 'data.json'))).toBe(false);
});

it('adds nothing to a run that is shown as it was', async () => {
  const { context, tab, workflow, said } = await createHarness(empty);
  await placeFiles(context, { ...tab, readOnly: true }, { files: [new File(['a'], 'a.wav')] });
  expect(workflow()).toBe(empty);
  expect(said).toHaveLength(1);
});
