import type { EditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const zoomOf = async ({ page }: EditorPage) =>
  Number(
    /(\d+) %/.exec((await page.getByRole('button', { name: /^Zoom is/ }).textContent()) ?? '')?.[1],
  );

const leftOf = async (editor: EditorPage, title: string) =>
  Math.round((await editor.card(title).boundingBox())?.x ?? Number.NaN);

const topOf = async (editor: EditorPage, title: string) =>
  Math.round((await editor.card(title).boundingBox())?.y ?? Number.NaN);

test.beforeEach(async ({ editor }) => {
  await editor.open(greeting());
  await expect(editor.card('Swap')).toBeVisible();
});

test('keys zoom and fit the view', async ({ editor, page }) => {
  const fitted = await zoomOf(editor);
  for (const key of ['0', 'Control+0']) {
    await page.keyboard.press('+');
    await page.keyboard.press(key);
    await expect.poll(() => zoomOf(editor)).toBe(100);
  }
  for (const key of ['1', 'Shift+1', '.']) {
    await page.keyboard.press('0');
    await expect.poll(() => zoomOf(editor)).toBe(100);
    await page.keyboard.press(key);
    await expect.poll(() => zoomOf(editor)).toBe(fitted);
  }
  await page.keyboard.press('+');
  await expect.poll(() => zoomOf(editor)).toBeGreaterThan(fitted);
  await page.keyboard.press('-');
  await expect.poll(() => zoomOf(editor)).toBe(fitted);
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('-');
  await expect.poll(() => zoomOf(editor)).toBeLessThanOrEqual(10);
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('+');
  await expect.poll(() => zoomOf(editor)).toBeGreaterThanOrEqual(200);
});

test('the wheel pans and zooms with Mod; Space and the middle button pan; the other way can be chosen', async ({
  editor,
  page,
}) => {
  const at = await editor.place(0.5, 0.85);
  await page.mouse.move(at.x, at.y);
  const top = await topOf(editor, 'Hello');
  await page.mouse.wheel(0, 100);
  await expect.poll(() => topOf(editor, 'Hello')).toBeLessThan(top);
  const zoom = await zoomOf(editor);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(() => zoomOf(editor)).toBeGreaterThan(zoom);
  await page.keyboard.press('1');
  await expect.poll(() => zoomOf(editor)).toBe(zoom);

  const left = await leftOf(editor, 'Hello');
  await page.keyboard.down('Space');
  await editor.drag(at, { x: at.x + 90, y: at.y });
  await page.keyboard.up('Space');
  await expect.poll(() => leftOf(editor, 'Hello')).toBe(left + 90);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(at.x - 45, at.y, { steps: 3 });
  await page.mouse.move(at.x - 90, at.y, { steps: 3 });
  await page.mouse.up({ button: 'middle' });
  await expect.poll(() => leftOf(editor, 'Hello')).toBe(left);
  expect(await editor.selected()).toEqual([]);

  await editor.command('Change what wheel and drag do');
  await editor.drag(at, { x: at.x + 90, y: at.y });
  await expect.poll(() => leftOf(editor, 'Hello')).toBe(left + 90);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => zoomOf(editor)).not.toBe(zoom);
});

test('the minimap comes and goes', async ({ page }) => {
  const map = page.getByRole('img', { name: 'Minimap' });
  await expect(map).toBeVisible();
  await page.keyboard.press('Alt+m');
  await expect(map).toBeHidden();
  await page.getByRole('button', { name: 'Show or hide the minimap' }).click();
  await expect(map).toBeVisible();
});

test('cards are selected by click, with Shift and Mod, by a box, all, and none', async ({
  editor,
  page,
}) => {
  await editor.select('Hello');
  expect(await editor.selected()).toEqual(['hello']);
  await editor.select('Bye', { modifiers: ['Shift'] });
  expect(await editor.selected()).toEqual(['bye', 'hello']);
  await editor.select('Swap', { modifiers: ['Control'] });
  expect(await editor.selected()).toEqual(['bye', 'hello', 'replace']);
  await page.keyboard.press('Escape');
  expect(await editor.selected()).toEqual([]);
  await page.keyboard.press('Control+a');
  expect(await editor.selected()).toHaveLength(5);
  await page.keyboard.press('Escape');

  const hello = await editor.card('Hello').boundingBox();
  const bye = await editor.card('Bye').boundingBox();
  if (!hello || !bye) throw new Error('Cards are missing.');
  // Touching is enough: the box ends in the middle of the lower card.
  await editor.drag(
    { x: hello.x - 12, y: hello.y - 40 },
    { x: hello.x + 60, y: bye.y + bye.height / 2 },
  );
  await expect.poll(() => editor.selected()).toEqual(['bye', 'hello']);
});

test('the search opens by double click, N and Shift+A, is fuzzy, filters, and never zooms', async ({
  editor,
  page,
}) => {
  const zoom = await zoomOf(editor);
  const dialog = page.getByRole('dialog', { name: 'Add a node' });
  const at = await editor.place(0.3, 0.9);
  await page.mouse.dblclick(at.x, at.y);
  await expect(dialog).toBeVisible();
  expect(await zoomOf(editor)).toBe(zoom);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  for (const key of ['n', 'Shift+A']) {
    await page.keyboard.press(key);
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await page.keyboard.press('n');
  await page.keyboard.type('contct sheet');
  await expect(dialog.getByRole('option').first()).toContainText('Contact sheet');
  await dialog.getByRole('combobox').fill('');
  await dialog.getByRole('button', { name: 'Show the filters' }).click();
  await dialog.getByRole('group', { name: 'Gives' }).getByRole('button', { name: 'sound' }).click();
  await expect(dialog.getByRole('option', { name: /^Join audio/ })).toBeVisible();
  await expect(dialog.getByRole('option', { name: /^Crop image/ })).toHaveCount(0);
});

test('a node is dragged from the library', async ({ editor, page }) => {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('round');
  const entry = page.getByRole('listitem').getByRole('button', { name: /^Round/ });
  const box = await editor.canvas.boundingBox();
  await entry.dragTo(editor.canvas, {
    targetPosition: { x: (box?.width ?? 0) * 0.4, y: (box?.height ?? 0) * 0.85 },
  });
  await expect(editor.card('Round')).toBeVisible();
  expect((await editor.document()).nodes['round']?.type).toBe('number.round');
});

test('while a wire is dragged, ports that fit glow and the others fade', async ({
  editor,
  page,
}) => {
  const from = await editor.spotOf({ card: 'bye', port: 'text', side: 'source' });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
  const standing = (card: string, port: string) =>
    editor.cardById(card).locator(`[data-port="${port}"]`).first();
  await expect(standing('replace', 'text')).toHaveAttribute('data-standing', 'fits');
  await expect(standing('hello', 'text')).toHaveAttribute('data-standing', 'refused');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(standing('replace', 'text')).not.toHaveAttribute('data-standing', /./);
});

test('a wire replaces the one before, is taken off, and is removed by its end, by key and by button', async ({
  editor,
  page,
}) => {
  const source = async () => (await editor.document()).nodes['replace']?.input?.['text'];
  const target = { card: 'replace', port: 'text', side: 'target' } as const;
  await editor.connect({ card: 'bye', port: 'text', side: 'source' }, target);
  expect(await source()).toEqual({ $from: 'bye.text' });
  await page.keyboard.press('Control+z');
  expect(await source()).toEqual({ $from: 'hello.text' });

  await test.step('backwards, from the input to what feeds it', async () => {
    await editor.connect(
      { card: 'replace', port: 'replacement', side: 'target' },
      { card: 'bye', port: 'text', side: 'source' },
    );
    await expect(editor.wire('replace/replacement')).toBeAttached();
    await page.keyboard.press('Control+z');
  });
  await test.step('a click selects it, Delete removes it', async () => {
    await editor.wire('replace/text').click({ force: true });
    await page.keyboard.press('Delete');
    expect(await source()).toBeUndefined();
    await page.keyboard.press('Control+z');
  });
  await test.step('the button on it removes it', async () => {
    await page.mouse.move(5, 500);
    await editor.wire('replace/text').hover({ force: true });
    await page.getByRole('button', { name: 'Remove this wire' }).click();
    expect(await source()).toBeUndefined();
    await page.keyboard.press('Control+z');
  });
  await test.step('its end is dragged off into space', async () => {
    const end = await editor.spotOnWire('replace/text', 0.9);
    await page.mouse.move(end.x - 3, end.y);
    await editor.drag(end, await editor.place(0.5, 0.9));
    expect(await source()).toBeUndefined();
  });
});

test('a wire on the field of an input feeds it: value and port are one', async ({
  editor,
  page,
}) => {
  const field = editor.card('Swap').getByRole('textbox', { name: 'Replacement' });
  const box = await field.boundingBox();
  await editor.drag(await editor.spotOf({ card: 'bye', port: 'text', side: 'source' }), {
    x: (box?.x ?? 0) + 30,
    y: (box?.y ?? 0) + 8,
  });
  await expect(field).toHaveCount(0);
  await expect(editor.card('Swap')).toContainText('from Bye');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('Welcome');
});

test('a circle is refused with its path', async ({ editor }) => {
  await editor.card('Hello').getByRole('textbox', { name: 'Template' }).fill('{{who}} {{again}}');
  await editor.connect(
    { card: 'replace', port: 'text', side: 'source' },
    { card: 'hello', port: 'again', side: 'target' },
  );
  await expect(editor.canvas.getByText(/Hello → Swap|Swap → Hello/).first()).toBeVisible();
  expect((await editor.document()).nodes['hello']?.input?.['again']).toBeUndefined();
});

test('a wire is led around by a point that can be moved and removed', async ({ editor, page }) => {
  const points = async () =>
    (await editor.document()).layout?.['$reroutes'] as Record<string, number[][]> | undefined;
  await page.keyboard.press('0');
  const at = await editor.spotOnWire('replace/text', 0.25);
  await page.mouse.dblclick(at.x, at.y);
  expect((await points())?.['replace/text']).toHaveLength(1);
  const dot = editor.wire('replace/text').locator('circle').first();
  const box = await dot.boundingBox();
  const spot = { x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 5 };
  await editor.drag(spot, { x: spot.x, y: spot.y + 100 });
  const moved = (await points())?.['replace/text']?.[0]?.[1] ?? 0;
  await page.keyboard.press('Control+z');
  expect((await points())?.['replace/text']?.[0]?.[1]).toBeLessThan(moved);
  await page.keyboard.press('Control+z');
  expect(await points()).toBeUndefined();
});
