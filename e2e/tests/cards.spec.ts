import type { EditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const leftOf = async (editor: EditorPage, title: string) =>
  Math.round((await editor.card(title).boundingBox())?.x ?? Number.NaN);

test.beforeEach(async ({ editor }) => {
  await editor.open(greeting());
  await expect(editor.card('Swap')).toBeVisible();
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
