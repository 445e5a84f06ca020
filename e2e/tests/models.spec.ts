import type { Workflow } from '@catena/engine';
import { startCatenaServer } from '../catena-server.ts';
import { createEditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

test('a model of the catalogue becomes a node that runs at once', async ({ editor, page }) => {
  await editor.open(greeting('A place for models'));
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  const catalogue = page.getByRole('dialog', { name: 'Models' });
  await test.step('models are found as one types, and narrowed by what they give', async () => {
    await expect(catalogue.getByRole('option', { name: /^Local Upscale/ })).toBeVisible();
    await catalogue.getByRole('button', { name: 'sound', exact: true }).click();
    await expect(catalogue.getByRole('option', { name: /Upscale/ })).toHaveCount(0);
    await catalogue.getByRole('button', { name: 'sound', exact: true }).click();
    await catalogue.getByRole('combobox').fill('upscale');
    await expect(catalogue.getByRole('option')).toHaveCount(1);
  });
  await test.step('what it is stands beside it', async () => {
    const about = catalogue.getByRole('complementary', { name: 'About Upscale' });
    await expect(about.getByText('costs nothing')).toBeVisible();
    await expect(about.getByText('image, needed')).toBeVisible();
  });
  await test.step('Enter puts it on the canvas with values of its example', async () => {
    await catalogue.getByRole('combobox').press('Enter');
    await expect(editor.card('Upscale')).toBeVisible();
    const { nodes } = await editor.document();
    expect(nodes['upscale']?.input?.['image']).toMatchObject({ mediaType: 'image/png' });
  });
  await test.step('it runs as it is', () => editor.run());
  await test.step('it goes in one step', async () => {
    await editor.canvas.click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('Control+z');
    await expect(editor.card('Upscale')).toHaveCount(0);
  });
});

test('a card of the catalogue is dragged to where its node is to be', async ({ editor, page }) => {
  await editor.open(greeting('A place to drag to'));
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  const catalogue = page.getByRole('dialog', { name: 'Models' });
  await catalogue.getByRole('combobox').fill('embed');
  // The grid moves down when a provider says that it gives nothing.
  await expect(catalogue.getByText('There is no token for Replicate.')).toBeVisible();
  await expect(catalogue.getByRole('option')).toHaveCount(1);
  const card = catalogue.getByRole('option', { name: /Embed text/ });
  await card.hover();
  await page.mouse.down();
  const at = await editor.place(0.5, 0.85);
  await page.mouse.move(at.x, at.y, { steps: 6 });
  await page.mouse.move(at.x + 4, at.y, { steps: 2 });
  await page.mouse.up();
  await expect(editor.cardById('embed-text')).toBeVisible();
  await expect(catalogue).toHaveCount(0);
  const { nodes } = await editor.document();
  expect(nodes['embed-text']?.input?.['text']).toContain('cat');
});

test('a workflow is published, called, changed and published again', async ({
  editor,
  page,
  server,
}) => {
  await editor.open(greeting('A greeting to publish'));
  await editor.command('Publish as a model');
  const dialog = page.getByRole('dialog', { name: 'Publish as a model' });
  await dialog.getByRole('textbox', { name: 'Name of the model' }).fill('e2e/greeting');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(dialog.getByText('as on the canvas')).toBeVisible();

  await test.step('the code of official clients names it', async () => {
    await dialog.getByRole('button', { name: 'Use from code' }).click();
    await page.getByRole('tab', { name: 'Replicate JS' }).click();
    const code = page.getByLabel('Replicate JS: the code');
    await expect(code).toContainText(`${server.url}/v1`);
    await expect(code).toContainText('replicate.run("e2e/greeting"');
  });
  await test.step('it answers under that address', async () => {
    const answer = await fetch(`${server.url}/v1/models/e2e/greeting/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=30' },
      body: JSON.stringify({ input: { who: 'there' } }),
    });
    expect(await answer.json()).toMatchObject({ output: 'Welcome there' });
  });
  await page.keyboard.press('Escape');
  await test.step('what is published is older than the canvas once that changes', async () => {
    await editor.card('Swap').getByRole('textbox', { name: 'Replacement' }).fill('Be greeted,');
    await editor.saved();
    await editor.command('Publish as a model');
    await expect(dialog.getByText('older than the canvas')).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish again' }).click();
    await expect(dialog.getByText('as on the canvas')).toBeVisible();
    await expect(dialog.getByText(/2 versions/)).toBeVisible();
  });
  await test.step('it is taken back', async () => {
    await dialog.getByRole('button', { name: 'Unpublish …' }).click();
    await dialog.getByRole('button', { name: /^Unpublish e2e\/greeting/ }).click();
    await expect(dialog.getByRole('textbox', { name: 'Name of the model' })).toBeVisible();
  });
});

const lost: Workflow = {
  catena: 1,
  name: 'A lost model',
  inputs: { photo: { type: 'image' } },
  nodes: {
    lost: {
      type: 'predict',
      title: 'Lost',
      provider: 'local',
      model: 'catena/no-such-upscaler',
      input: { image: { $from: 'inputs.photo' }, scale: 3 },
    },
  },
  outputs: { picture: { $from: 'lost.output' } },
  layout: { 'inputs.photo': [-340, 0], lost: [0, 0], 'outputs.picture': [400, 0] },
};

test('a node whose model is missing stays as it is, and offers ways on', async ({
  editor,
  page,
}) => {
  await editor.open(lost);
  const card = editor.card('Lost');
  await expect(card.locator('[data-unknown]')).toBeVisible();
  await expect(editor.wire('lost/image')).toBeAttached();
  await expect(editor.wire('outputs.picture/value')).toBeAttached();
  await card.getByRole('button', { name: 'Choose another model' }).click();
  const catalogue = page.getByRole('dialog', { name: 'Models' });
  await expect(catalogue.getByPlaceholder('Search a model in place of Lost')).toBeVisible();
  await catalogue.getByRole('combobox').fill('upscale');
  await expect(catalogue.getByRole('option')).toHaveCount(1);
  await catalogue.getByRole('combobox').press('Enter');
  await expect(card.locator('[data-unknown]')).toHaveCount(0);
  const { nodes, outputs } = await editor.document();
  expect(nodes['lost']).toMatchObject({
    model: 'catena/upscale',
    input: { image: { $from: 'inputs.photo' }, scale: 3 },
  });
  expect(outputs?.['picture']).toEqual({ $from: 'lost.output' });
});

test('a node keeps to its version until another is chosen, whose differences are shown', async ({
  browser,
  server,
}) => {
  // A second Catena that calls the first as if it were Replicate.
  const caller = await startCatenaServer({
    environment: { CATENA_REPLICATE_URL: `${server.url}/v1` },
  });
  const page = await browser.newPage({ baseURL: caller.url });
  try {
    const first = greeting('Two versions');
    const saved = await server.client.workflows.create({ workflow: first });
    const old = await server.client.publishedModels.publish(saved.id, { model: 'e2e/versions' });
    const second: Workflow = {
      ...first,
      inputs: {
        who: { type: 'text', default: 'everybody' },
        loud: { type: 'boolean', default: false },
      },
    };
    await server.client.workflows.save(saved.id, { workflow: second, revision: saved.revision });
    await server.client.publishedModels.publish(saved.id, { model: 'e2e/versions' });
    const editor = createEditorPage(page, caller);
    await editor.open({
      catena: 1,
      name: 'An older version',
      nodes: {
        greet: {
          type: 'predict',
          title: 'Greet',
          provider: 'replicate',
          model: `e2e/versions:${old.versions[0]?.id ?? ''}`,
          input: { who: 'you' },
        },
      },
      layout: { greet: [0, 0] },
    });
    await editor.select('Greet');
    await editor.inspector.getByRole('button', { name: 'Newer version …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Version of e2e/versions' });
    await expect(dialog.getByText('default: "world" → "everybody"')).toBeVisible();
    await expect(dialog.getByText('boolean, default false')).toBeVisible();
    await expect(dialog.getByText('All values and wires of the node stay')).toBeVisible();
    await dialog.getByRole('button', { name: 'Use this version' }).click();
    await expect(editor.card('Greet').getByText('Loud', { exact: true })).toBeVisible();
    const { nodes } = await editor.document();
    expect(nodes['greet']?.model).not.toContain(old.versions[0]?.id);
    expect(nodes['greet']?.input).toEqual({ who: 'you' });
  } finally {
    await page.close();
    await caller.close();
  }
});

test('a node runs another workflow, which is opened and left again', async ({
  editor,
  page,
  server,
}) => {
  const inner = await server.client.workflows.create({ workflow: greeting('The inner one') });
  await editor.open({
    catena: 1,
    name: 'The outer one',
    nodes: { inner: { type: 'workflow', title: 'Inner' } },
    layout: { inner: [0, 0] },
  });
  await test.step('it is chosen by its name, and its ports appear', async () => {
    await editor.select('Inner');
    await editor.inspector.getByRole('combobox', { name: 'Runs the workflow' }).fill('The inner');
    await page.getByRole('option', { name: 'The inner one' }).click();
    await expect(editor.card('Inner').getByText('Words', { exact: true })).toBeVisible();
    const { nodes } = await editor.document();
    expect(nodes['inner']?.workflow).toBe(inner.id);
  });
  await test.step('its card says how far it has come inside', async () => {
    await editor.run();
    await expect(editor.card('Inner').getByText(/^\d+ of \d+ inside/)).toBeVisible();
  });
  await test.step('a double click opens it, and the breadcrumb leads back', async () => {
    await editor.card('Inner').getByText('Words', { exact: true }).dblclick();
    await expect(editor.card('Swap')).toBeVisible();
    const way = page.getByRole('navigation', { name: 'Where this workflow is run' });
    await way.getByRole('button', { name: 'The outer one' }).click();
    await expect(editor.card('Inner')).toBeVisible();
    await expect.poll(() => editor.selected()).toEqual(['inner']);
  });
});
