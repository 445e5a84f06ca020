import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { createEditorPage, type EditorPage, type Spot } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const picturePath = fileURLToPath(
  new URL('../../examples/scan-to-voice/inputs/receipt.png', import.meta.url),
);

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

const clipboardText = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function pasteText({ page }: EditorPage, text: string) {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press('Control+v');
}

interface DroppedFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** Drops a file where it is on the screen, as the browser does. */
async function dropFile({ page, canvas }: EditorPage, file: DroppedFile, at: Spot) {
  const transfer = await page.evaluateHandle(
    ({ name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      return data;
    },
    { name: file.name, type: file.type, base64: file.bytes.toString('base64') },
  );
  const place = { clientX: at.x, clientY: at.y, dataTransfer: transfer };
  const target = await page.evaluateHandle(
    ({ x, y }) => document.elementFromPoint(x, y) ?? document.body,
    at,
  );
  await expect(canvas).toBeVisible();
  await target.dispatchEvent('dragover', place);
  await target.dispatchEvent('drop', place);
}

test('nodes are copied as JSON text, cut, pasted, and duplicated with and without their wires', async ({
  editor,
  page,
}) => {
  await editor.open(greeting('Copies'));
  await editor.select('Swap');
  await page.keyboard.press('Control+c');
  const copied = JSON.parse(await clipboardText(page)) as { nodes: Record<string, unknown> };
  expect(Object.keys(copied.nodes)).toEqual(['replace']);

  await page.keyboard.press('Control+v');
  await expect.poll(() => editor.selected()).toEqual(['replace-2']);
  await page.keyboard.press('Control+Shift+v');
  await expect.poll(() => editor.selected()).toEqual(['replace-3']);
  await editor.select('Hello');
  await page.keyboard.press('Control+Shift+d');
  await expect.poll(() => editor.selected()).toEqual(['hello-2']);
  expect((await editor.document()).nodes['hello-2']?.input?.['who']).toEqual({
    $from: 'inputs.who',
  });
  await page.keyboard.press('Control+z');
  await expect.poll(() => editor.selected()).toEqual(['hello']);
  await page.keyboard.press('Control+d');
  await expect.poll(() => editor.selected()).toEqual(['hello-2']);
  await editor.select('Bye');
  await page.keyboard.press('Control+x');
  await expect(editor.card('Bye')).toHaveCount(0);
  const { nodes } = await editor.document();
  expect(nodes['replace-2']?.input).toEqual({ find: 'Hello', replacement: 'Welcome' });
  expect(nodes['replace-3']?.input?.['text']).toEqual({ $from: 'hello.text' });
  expect(nodes['hello-2']?.input).toEqual({ template: 'Hello {{who}}' });
  await page.keyboard.press('Control+v');
  await expect(editor.card('Bye')).toBeVisible();
});

test('nodes go from one tab of the browser to another', async ({
  editor,
  page,
  context,
  server,
}) => {
  await editor.open(greeting('From'));
  await editor.select('Hello');
  await page.keyboard.down('Shift');
  await editor.select('Swap', { modifiers: ['Shift'] });
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+c');
  const other = createEditorPage(await context.newPage(), server);
  await other.open({ catena: 1, name: 'To', nodes: {} });
  await other.page.keyboard.press('Control+v');
  await expect(other.card('Swap')).toBeVisible();
  const { nodes } = await other.document();
  expect(Object.keys(nodes)).toEqual(['hello', 'replace']);
  expect(nodes['replace']?.input?.['text']).toEqual({ $from: 'hello.text' });
});

test('what is pasted becomes what it is: a model, a text, an address, a workflow', async ({
  editor,
  page,
}) => {
  await editor.open({ catena: 1, name: 'Pasted', nodes: {} });
  await pasteText(editor, 'catena/upscale');
  await expect(editor.cardById('upscale')).toBeVisible();
  expect((await editor.document()).nodes['upscale']).toMatchObject({
    type: 'predict',
    provider: 'local',
    model: 'catena/upscale',
  });
  await pasteText(editor, 'a few words');
  await expect.poll(() => editor.selected()).toEqual(['inputs.text']);
  expect((await editor.document()).inputs).toMatchObject({ text: { default: 'a few words' } });
  await pasteText(editor, JSON.stringify(greeting('Pasted whole')));
  await expect(page.getByRole('button', { name: 'Pasted whole', exact: true })).toBeVisible();
  await expect(editor.card('Swap')).toBeVisible();
});

test('a pasted picture becomes an input with it', async ({ editor, page }) => {
  await editor.open({ catena: 1, name: 'Picture', nodes: {} });
  const base64 = (await readFile(picturePath)).toString('base64');
  await page.evaluate(async (content) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const blob = new Blob([bytes], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  }, base64);
  await page.keyboard.press('Control+v');
  await expect(page.locator('.react-flow__node-card-input')).toContainText('190 × 112');
  const { inputs = {} } = await editor.document();
  expect(Object.values(inputs)).toMatchObject([{ type: 'image' }]);
});

test('dropped files become inputs, values of the node under them, or workflows', async ({
  editor,
  page,
}) => {
  await editor.open({
    catena: 1,
    name: 'Dropped',
    nodes: {
      read: { type: 'predict', title: 'Reader', provider: 'local', model: 'catena/ocr' },
    },
    layout: { read: [0, 0] },
  });
  const picture = { name: 'receipt.png', type: 'image/png', bytes: await readFile(picturePath) };
  await expect(editor.card('Reader').locator('[data-port="image"]')).toBeVisible();
  const box = await editor.card('Reader').boundingBox();
  await dropFile(editor, picture, { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 16 });
  await expect(editor.card('Reader')).toContainText('190 × 112');
  await dropFile(editor, picture, await editor.place(0.2, 0.2));
  await expect(page.locator('.react-flow__node-card-input')).toContainText('190 × 112');
  const { nodes, inputs = {} } = await editor.document();
  expect(nodes['read']?.input?.['image']).toHaveProperty('$artifact');
  expect(Object.values(inputs)).toMatchObject([{ type: 'image' }]);

  const bytes = Buffer.from(JSON.stringify(greeting('Dropped workflow')));
  await dropFile(
    editor,
    { name: 'workflow.json', type: 'application/json', bytes },
    await editor.place(0.2, 0.8),
  );
  await expect(page.getByRole('button', { name: 'Dropped workflow', exact: true })).toBeVisible();
  await expect(editor.card('Swap')).toBeVisible();

  await test.step('a picture that carries a workflow opens it', async () => {
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download PNG' }).click();
    const carrier = await readFile(await (await downloading).path());
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New workflow', exact: true }).click();
    await expect(editor.card('Swap')).toHaveCount(0);
    await dropFile(
      editor,
      { name: 'graph.png', type: 'image/png', bytes: carrier },
      await editor.place(0.2, 0.8),
    );
    await expect(editor.card('Swap')).toBeVisible();
  });
});
