import type { EditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

/** Chance that is the same every time. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Operation = (editor: EditorPage, chance: (below: number) => number) => Promise<void>;

function press(...keys: readonly string[]): Operation {
  return async ({ page }) => {
    for (const key of keys) await page.keyboard.press(key);
  };
}

const nudges = ['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'];

const operations: readonly Operation[] = [
  async ({ page }, chance) => page.keyboard.press(nudges[chance(nudges.length)] ?? ''),
  async ({ page }, chance) => {
    await page.keyboard.press('F2');
    await page.keyboard.type(`Name ${chance(1000)}`);
    await page.keyboard.press('Enter');
  },
  async (editor, chance) => {
    const card = editor.page.locator('.react-flow__node-card-node').nth(chance(2));
    const box = (await card.isVisible()) ? await card.boundingBox() : undefined;
    if (!box) return;
    const from = { x: box.x + box.width / 2, y: box.y + 8 };
    await editor.drag(from, { x: from.x + 40 - chance(80), y: from.y + 40 - chance(80) });
  },
  async ({ page }, chance) => {
    const field = page.locator('.react-flow__node-card-node textarea').nth(chance(2));
    if (await field.isVisible()) await field.fill(`text ${chance(1000)}`);
    await page.keyboard.press('Escape');
  },
  press('Control+d'),
  press('Control+Shift+d'),
  press('Delete'),
  press('Control+Backspace'),
  press('Control+b'),
  press('Control+m'),
  press('Alt+c'),
  press('Control+a', 'Control+g', 'Escape'),
  press('Control+Shift+g'),
  press('Shift+s', 'Escape'),
  press('Control+c', 'Control+v'),
  press('Control+x', 'Control+Shift+v'),
];

/** Holds a combination down until a message comes, as long as a history can be. */
async function holdUntilToldThat(editor: EditorPage, modifiers: readonly string[], words: string) {
  const { keyboard } = editor.page;
  const told = editor.page.getByText(words);
  for (const key of modifiers) await keyboard.down(key);
  for (let presses = 0; presses < 600 && !(await told.isVisible()); presses += 20) {
    for (let press = 0; press < 20; press += 1) await keyboard.down('z');
  }
  for (const key of ['z', ...modifiers]) await keyboard.up(key);
  await expect(told).toBeVisible();
}

test('150 operations and all of them undone give the same bytes; all done again, too', async ({
  editor,
  page,
  context,
}) => {
  test.setTimeout(240_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.open(greeting('Storm'));
  // What an earlier test left there is not part of the storm.
  await page.evaluate(() => navigator.clipboard.writeText(' '));
  await editor.run();
  const start = await editor.exported();
  const chance = createChance(20_261_123);
  for (let count = 0; count < 150; count += 1) {
    const cards = page.locator('.react-flow__node');
    const total = await cards.count();
    if (total > 0) await cards.nth(chance(total)).focus();
    const operation = operations[chance(operations.length)];
    await operation?.(editor, chance);
    await page.keyboard.press('Escape');
    // A storm that deletes everything ends early; undo brings something back.
    if (total > 14) await page.keyboard.press('Control+z');
  }
  // What was undone on the way is not to be done again.
  await page.locator('.react-flow__node').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  const end = await editor.exported();
  expect(end).not.toBe(start);

  await holdUntilToldThat(editor, ['Control'], 'There is nothing to undo.');
  expect(await editor.exported()).toBe(start);
  await expect(editor.card('words')).toContainText('Welcome world');
  await expect(editor.card('Swap')).toHaveAccessibleName(/, (done|reused),/);
  await holdUntilToldThat(editor, ['Control', 'Shift'], 'There is nothing to redo.');
  expect(await editor.exported()).toBe(end);
});

test('a drag, a spell of typing and a tidy are one step each', async ({ editor, page }) => {
  await editor.open(greeting('Steps'));
  const start = await editor.exported();
  const template = editor.card('Bye').getByRole('textbox', { name: 'Template' });
  await template.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' for now');
  await page.keyboard.press('Escape');
  const typed = await editor.exported();
  const box = await editor.card('Bye').boundingBox();
  const from = { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 14 };
  await editor.drag(from, { x: from.x + 60, y: from.y + 120 });
  const dragged = await editor.exported();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Alt+t');
  await expect.poll(() => editor.exported()).not.toBe(dragged);

  await page.keyboard.press('Control+z');
  expect(await editor.exported()).toBe(dragged);
  await page.keyboard.press('Control+z');
  expect(await editor.exported()).toBe(typed);
  await page.keyboard.press('Control+z');
  expect(await editor.exported()).toBe(start);
  await page.keyboard.press('Control+y');
  expect(await editor.exported()).toBe(typed);
});

test('each tab has a history of its own', async ({ editor, page, server }) => {
  await editor.open(greeting('One'));
  const { id } = await server.client.workflows.create({ workflow: greeting('Two') });
  await editor.select('Bye');
  await page.keyboard.press('Delete');
  await expect(editor.card('Bye')).toHaveCount(0);
  await editor.saved();
  await editor.visit(`/w/${id}`);
  await expect(editor.card('Bye')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('There is nothing to undo.')).toBeVisible();
});
