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

test('Enter and double click open the details, F2 and double click on the title rename', async ({
  editor,
  page,
}) => {
  await editor.card('Bye').focus();
  await page.keyboard.press('Enter');
  await expect(editor.inspector.getByRole('textbox', { name: 'Template' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.card('Bye')).toBeFocused();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Farewell');
  await page.keyboard.press('Enter');
  await editor.card('Farewell').getByText('Farewell', { exact: true }).dblclick();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Bye');
  await page.keyboard.press('Enter');
  await expect(editor.card('Bye')).toBeVisible();
});

test('bypass lets the value pass, mute turns off; both are saved', async ({ editor, page }) => {
  await editor.select('Swap');
  await page.keyboard.press('Control+m');
  await expect(editor.card('Swap')).toContainText('Off');
  await page.keyboard.press('Control+m');
  await expect(editor.card('Swap')).not.toContainText('Off');
  await editor.select('Bye');
  await page.keyboard.press('Control+b');
  await expect(page.getByText('cannot be bypassed')).toBeVisible();
  await editor.open({
    catena: 1,
    nodes: {
      cut: { type: 'audio.cut', title: 'Cut' },
    },
  });
  await editor.select('Cut');
  await page.keyboard.press('Control+b');
  await expect(editor.card('Cut')).toContainText('Bypassed');
  expect((await editor.document()).nodes['cut']?.bypass).toBe(true);
});

test('Delete and Backspace remove, Mod+Backspace joins what was around', async ({
  editor,
  page,
}) => {
  for (const key of ['Delete', 'Backspace']) {
    await editor.select('Bye');
    await page.keyboard.press(key);
    await expect(editor.card('Bye')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(editor.card('Bye')).toBeVisible();
  }
  await editor.select('Swap');
  await page.keyboard.press('Control+Backspace');
  await expect(editor.card('Swap')).toHaveCount(0);
  const { outputs } = await editor.document();
  expect(outputs?.['words']).toMatchObject({ $from: 'hello.text' });
});

test('Tidy lays all out in one step', async ({ editor, page }) => {
  const before = await editor.exported();
  await page.keyboard.press('Shift+Alt+t');
  await expect.poll(() => editor.exported()).not.toBe(before);
  const boxes = await page
    .locator('.react-flow__node')
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON() as DOMRect));
  const overlaps = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (two) =>
          one.left < two.right &&
          two.left < one.right &&
          one.top < two.bottom &&
          two.top < one.bottom,
      ),
  );
  expect(overlaps).toEqual([]);
  await page.keyboard.press('Control+z');
  expect(await editor.exported()).toBe(before);
});

test('a group is a frame that moves what is in it, is collapsed, and is undone', async ({
  editor,
  page,
}) => {
  await editor.select('Hello');
  await editor.select('Bye', { modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await title.fill('Texts');
  await page.keyboard.press('Enter');
  const frame = editor.card('Texts');
  await expect(frame).toHaveAccessibleName(/frame, 2 cards/);
  const before = await leftOf(editor, 'Hello');
  const handle = frame.locator('[data-frame-handle]');
  const box = await handle.boundingBox();
  const from = { x: (box?.x ?? 0) + (box?.width ?? 0) - 20, y: (box?.y ?? 0) + 8 };
  await editor.drag(from, { x: from.x - 50, y: from.y });
  await expect.poll(() => leftOf(editor, 'Hello')).toBeLessThan(before - 30);
  await frame.getByRole('button', { name: 'Collapse this frame' }).click();
  await expect(editor.card('Hello')).toHaveCount(0);
  await frame.getByRole('button', { name: 'Open this frame' }).click();
  await expect(editor.card('Hello')).toBeVisible();
  await frame.focus();
  await page.keyboard.press('Control+Shift+g');
  await expect(frame).toHaveCount(0);
  await expect(editor.card('Bye')).toBeVisible();
});

test('a note holds Markdown', async ({ page }) => {
  await page.keyboard.press('Shift+s');
  const field = page.getByRole('textbox', { name: /^Text of the note/ });
  await field.fill('# Remember\n\nthis **well**');
  await page.keyboard.press('Escape');
  const note = page.getByRole('group', { name: /^Note:/ });
  await expect(note.getByRole('heading', { name: 'Remember' })).toBeVisible();
  await expect(note.locator('strong')).toHaveText('well');
});

test('a node is collapsed and expanded, coloured, and fixed in its place', async ({
  editor,
  page,
}) => {
  await editor.select('Swap');
  await page.keyboard.press('Alt+c');
  await expect(editor.card('Swap').getByRole('textbox')).toHaveCount(0);
  await expect(editor.wire('replace/text')).toBeAttached();
  await page.keyboard.press('Alt+c');
  await expect(editor.card('Swap').getByRole('textbox', { name: 'Find' })).toBeVisible();
  await editor.command('Colour: teal');
  await editor.command('Fix in place or loosen');
  const { layout } = await editor.document();
  expect(layout?.['$looks']).toMatchObject({ replace: { color: 'teal', fixed: true } });
});

test('find goes through titles and values', async ({ editor, page }) => {
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find on the canvas' });
  await bar.getByRole('textbox').fill('goodbye');
  await expect(bar.getByRole('status')).toHaveText('1 of 1');
  await expect.poll(() => editor.selected()).toEqual(['bye']);
  await bar.getByRole('textbox').fill('swap');
  await expect.poll(() => editor.selected()).toEqual(['replace']);
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('the command bar finds actions, cards and workflows', async ({ editor, page }) => {
  await editor.command('Select all');
  expect(await editor.selected()).toHaveLength(5);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search commands, cards and workflows' });
  await field.fill('Bye');
  await page.keyboard.press('Enter');
  await expect.poll(() => editor.selected()).toEqual(['bye']);
  await page.keyboard.press('Control+k');
  await field.fill('language desk');
  await page
    .getByRole('option', { name: /The language desk/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'The language desk', exact: true })).toBeVisible();
});

test('shortcuts are listed, changed, and silent while somebody types', async ({ editor, page }) => {
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: /keys|shortcuts/i });
  await expect(dialog).toBeVisible();
  const row = dialog.getByRole('listitem').filter({ hasText: 'Tidy up' });
  await row.getByRole('button', { name: 'Set keys for Tidy up' }).click();
  await page.keyboard.press('Control+Shift+f');
  await expect(row).toContainText('F');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const before = await editor.exported();
  await page.keyboard.press('Control+Shift+f');
  await expect.poll(() => editor.exported()).not.toBe(before);

  const field = editor.card('Bye').getByRole('textbox', { name: 'Template' });
  await field.click();
  await field.fill('');
  await page.keyboard.type('n?.10');
  await expect(field).toHaveValue('n?.10');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the menus hold what can be done with a node, with several, with a wire and with the canvas', async ({
  editor,
  page,
}) => {
  await editor.card('Swap').getByText('Swap', { exact: true }).click({ button: 'right' });
  for (const name of [
    'Run to here',
    'Rename',
    'Connect to …',
    'Replace with …',
    'Mute',
    'Duplicate',
    'Delete',
  ]) {
    await expect(page.getByRole('menuitem', { name, exact: false }).first()).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await editor.wire('replace/text').click({ button: 'right', force: true });
  await page.getByRole('menuitem', { name: 'Remove this wire' }).click();
  await expect(editor.wire('replace/text')).toHaveCount(0);
  const at = await editor.place(0.5, 0.9);
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Select all/ }).click();
  expect(await editor.selected()).toHaveLength(5);
  await expect(page.getByRole('toolbar', { name: '5 selected' })).toBeVisible();
});

test('a node is replaced and keeps the wires that fit', async ({ editor, page }) => {
  await editor.select('Swap');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Add a node' });
  await dialog.getByRole('combobox').fill('split text');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const { nodes } = await editor.document();
  expect(nodes['replace']).toMatchObject({
    type: 'text.split',
    input: { text: { $from: 'hello.text' } },
  });
});

test('a model that is not known keeps its node, values and wires, and offers what to do', async ({
  editor,
  page,
}) => {
  await editor.open({
    catena: 1,
    nodes: {
      lost: {
        type: 'predict',
        title: 'Lost',
        provider: 'local',
        model: 'catena/gone',
        input: { image: 'x' },
      },
    },
  });
  await expect(editor.card('Lost')).toContainText('catena/gone');
  await editor.select('Lost');
  const alert = editor.inspector.getByRole('alert');
  await expect(alert).toContainText('There is no local model "catena/gone".');
  await expect(alert.getByRole('button', { name: 'Replace with…' })).toBeVisible();
  await page.keyboard.press('e');
  const issues = page.getByRole('region', { name: 'Lost' });
  await expect(issues.getByRole('button', { name: 'Replace' })).toBeVisible();
  await expect(issues.getByRole('button', { name: 'Remove' })).toBeVisible();
  expect((await editor.document()).nodes['lost']?.input).toEqual({ image: 'x' });
});
