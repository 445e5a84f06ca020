// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { createHarness } from '../../../test/command-harness.ts';
import { copyText } from './copy-text.ts';
import { listenToClipboard } from './clipboard-events.ts';
import { pasteText } from './paste-text.ts';

const document1 = { catena: 1 as const, nodes: { one: { type: 'image.resize', title: 'Mine' } } };

async function paste(text: string) {
  const harness = await createHarness(document1);
  await pasteText(harness.context, harness.tab, { text, withEdges: false });
  return harness;
}

it('pastes cards with new ids and selects them', async () => {
  const { workflow, selected } = await paste(copyText(document1, ['one']));
  expect(workflow().nodes['one-2']).toEqual({ type: 'image.resize', title: 'Mine' });
  expect(selected()).toEqual(['one-2']);
});

it('opens a whole workflow in a tab of its own', async () => {
  const { context, workflow } = await paste('{"catena": 1, "name": "Other", "nodes": {}}');
  expect(workflow()).toBe(document1);
  expect(context.workspace.active()?.document.getState().workflow.name).toBe('Other');
});

it('makes a node of a model, at the provider that has it', async () => {
  const { workflow } = await paste('catena/upscale');
  expect(workflow().nodes['upscale']).toEqual({
    type: 'predict',
    provider: 'local',
    model: 'catena/upscale',
  });
});

it('looks for a model that nobody lists at a provider that lists none', async () => {
  const { workflow } = await paste('owner/name:abc');
  expect(workflow().nodes['name']).toMatchObject({
    provider: 'replicate',
    model: 'owner/name:abc',
  });
});

it('makes an input of a text and of an address', async () => {
  const { workflow } = await paste('Hello there');
  expect(workflow().inputs).toEqual({ text: { type: 'text', default: 'Hello there' } });
});

it('leaves foreign workflows to the import', async () => {
  const { context } = await paste('{"1": {"class_type": "Save", "inputs": {}}}');
  expect(context.view.getState().overlay).toMatchObject({ kind: 'import' });
});

it('says what is wrong with a workflow that cannot be read', async () => {
  const { said, workflow } = await paste('{"catena": 1}');
  expect(said).toEqual(['What was pasted cannot be read as a workflow.']);
  expect(workflow()).toBe(document1);
});

async function listen() {
  document.body.innerHTML = '<div id="canvas" tabindex="0"></div><input id="text">';
  const harness = await createHarness(document1);
  const stop = listenToClipboard(harness.context, window);
  const send = (id: string, type: 'copy' | 'cut' | 'paste', clipboardData: DataTransfer) => {
    const event = new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true });
    document.getElementById(id)?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { ...harness, send, stop };
}

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

it('answers copy, cut and paste of the browser', async () => {
  const { send, stop, tab, workflow } = await listen();
  tab.document.select({ cards: ['one'] });
  const clipboard = new DataTransfer();
  expect(send('canvas', 'cut', clipboard)).toBe(true);
  expect(workflow().nodes).toEqual({});
  expect(send('canvas', 'paste', clipboard)).toBe(true);
  await settled();
  expect(workflow().nodes).toEqual(document1.nodes);
  stop();
});

it('leaves the clipboard of fields alone, and copies nothing where nothing is selected', async () => {
  const { send, stop, tab } = await listen();
  expect(send('canvas', 'copy', new DataTransfer())).toBe(false);
  tab.document.select({ cards: ['one'] });
  expect(send('text', 'copy', new DataTransfer())).toBe(false);
  expect(send('text', 'paste', new DataTransfer())).toBe(false);
  stop();
});

it('makes inputs of pasted files', async () => {
  const { send, stop, workflow, selected } = await listen();
  const clipboard = new DataTransfer();
  clipboard.items.add(new File(['GIF89a'], 'My cat.gif', { type: 'image/gif' }));
  expect(send('canvas', 'paste', clipboard)).toBe(true);
  await settled();
  expect(workflow().inputs?.['my-cat']).toMatchObject({ type: 'image', title: 'My cat.gif' });
  expect(selected()).toEqual(['inputs.my-cat']);
  stop();
});
