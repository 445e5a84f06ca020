import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../test.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** Chooses a file in the import dialog. */
async function importFile(page: Page, file: string | { name: string; text: string }) {
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import a workflow' });
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  const chooser = await choosing;
  await chooser.setFiles(
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) },
  );
  return dialog;
}

test('a saved workflow is as it was after a reload, and its export runs from the cache', async ({
  editor,
  page,
  server,
}) => {
  await editor.visit('/?template=scan-to-voice');
  await editor.run();
  const runId = (await server.client.runs.list({ limit: 1 })).runs[0]?.id ?? '';
  const before = await server.client.runs.result(runId);

  await editor.select('Find the total');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('The sum');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await editor.saved();
  await page.reload();
  await expect(editor.card('The sum')).toContainText('10.20');

  const text = await editor.exported();
  const folder = await mkdtemp(join(tmpdir(), 'catena-export-'));
  const file = join(folder, 'workflow.json');
  await writeFile(file, text);
  const lines = (await server.catena('run', file, '--json')).trim().split('\n');
  await rm(folder, { recursive: true });
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const types = events.map(({ type }) => type);
  expect(types.filter((type) => type === 'step.cached')).toHaveLength(5);
  expect(types).not.toContain('step.started');
  expect(events.at(-1)).toMatchObject({ status: 'succeeded', outputs: before.outputs });
});

test('every example comes out of import and export byte for byte', async ({ editor, page }) => {
  await editor.visit('/?template=showcase');
  const folders = (await readdir(examples, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const files = folders.map(({ name }) => join(examples, name, 'workflow.json'));
  let count = 0;
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    count += 1;
    const dialog = await importFile(page, file);
    const openAnyway = dialog.getByRole('button', { name: /^Open (anyway|without)/ });
    // It opens by itself, or asks first where something is missing on this machine.
    await expect(async () => {
      if (await openAnyway.isVisible()) await openAnyway.click();
      await expect(dialog).toBeHidden({ timeout: 500 });
    }).toPass();
    expect(await editor.exported(), file).toBe(text);
  }
  expect(count).toBe(7);
});

test('a picture of the graph carries the workflow', async ({ editor, page }) => {
  await editor.visit('/?template=language-desk');
  const before = await editor.exported();
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download PNG' }).click();
  const picture = await (await downloading).path();
  await page.keyboard.press('Escape');
  const bytes = await readFile(picture);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');

  await page.getByRole('button', { name: /^Close The language desk/ }).click();
  const folder = await mkdtemp(join(tmpdir(), 'catena-picture-'));
  const file = join(folder, 'graph.png');
  await writeFile(file, bytes);
  await importFile(page, file);
  await expect(page.getByText(/^Opened /)).toBeVisible();
  await rm(folder, { recursive: true });
  expect(await editor.exported()).toBe(before);
});

test('a ComfyUI graph in API format comes in as one node with its literals as ports', async ({
  editor,
  page,
}) => {
  await editor.visit('/?template=showcase');
  const graph = {
    '3': {
      class_type: 'KSampler',
      inputs: { seed: 42, steps: 20, model: ['4', 0], positive: ['6', 0] },
    },
    '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'base.safetensors' } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a red fox', clip: ['4', 1] } },
    '9': { class_type: 'SaveImage', inputs: { images: ['3', 0], filename_prefix: 'fox' } },
  };
  await importFile(page, { name: 'fox.json', text: JSON.stringify(graph) });
  await expect(page.getByText(/^Opened /)).toBeVisible();
  const { nodes } = await editor.document();
  const [[id, node] = ['', undefined], ...others] = Object.entries(nodes);
  expect(others).toEqual([]);
  expect(node?.type).toBe('model.comfyui');
  await expect(editor.cardById(id)).toBeVisible();
  const text = editor.canvas.getByRole('textbox', { name: 'CLIPTextEncode: text' });
  await expect(text).toHaveAttribute('placeholder', 'a red fox');
  await text.fill('a blue fox');
  await expect(text).toHaveValue('a blue fox');
  await page.keyboard.press('Escape');
  expect((await editor.document()).nodes[id]?.input).toMatchObject({});
});

test('a file that cannot be read says everything that is wrong with it', async ({
  editor,
  page,
}) => {
  await editor.visit('/?template=showcase');
  const text = JSON.stringify({ catena: 1, nodes: { a: { type: 7 }, b: 'no' } });
  const dialog = await importFile(page, { name: 'broken.json', text });
  await expect(dialog).toContainText('broken.json was read as: workflow.');
  await expect(dialog.getByRole('listitem')).not.toHaveCount(0);
  await dialog.getByRole('button', { name: 'Choose another file' }).click();
  await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeVisible();
});
