import type { Workflow } from '@catena/engine';
import type { EditorPage, Spot } from '../editor-page.ts';
import { expect, test } from '../test.ts';

const columns = 40;
const rows = 25;
const columnWidth = 340;
const rowHeight = 320;

const nameOf = (column: number, row: number) => `c${column}r${row}`;

/** A thousand nodes on a grid, each fed by the one on its left. */
function thousandNodes(): Workflow {
  const places = Array.from({ length: columns * rows }, (_, index) => ({
    column: Math.floor(index / rows),
    row: index % rows,
  }));
  return {
    catena: 1,
    name: 'A thousand nodes',
    nodes: Object.fromEntries(
      places.map(({ column, row }) => [
        nameOf(column, row),
        {
          type: 'text.template',
          input: {
            template: '{{before}} and one more',
            before: column === 0 ? 'none' : { $from: `${nameOf(column - 1, row)}.text` },
          },
        },
      ]),
    ),
    layout: Object.fromEntries(
      places.map(({ column, row }) => [
        nameOf(column, row),
        [column * columnWidth, row * rowHeight],
      ]),
    ),
  };
}

/** Where a point of the canvas is on the page. */
async function spotAt({ page }: EditorPage, [x, y]: readonly [number, number]): Promise<Spot> {
  return page.evaluate(
    ([left, top]) => {
      const flow = document.querySelector('.react-flow')?.getBoundingClientRect();
      const viewport = document.querySelector('.react-flow__viewport');
      if (!flow || !viewport) throw new Error('There is no canvas.');
      const { a: zoom, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
      return { x: flow.x + e + left * zoom, y: flow.y + f + top * zoom };
    },
    [x, y] as const,
  );
}

const insideOf = (column: number, row: number) =>
  [column * columnWidth + 140, row * rowHeight + 60] as const;

async function openAfar(editor: EditorPage) {
  await editor.open(thousandNodes());
  await editor.page.keyboard.press('1');
  await expect(editor.canvas.locator('canvas[data-drawn="1000"]')).toBeVisible();
  await expect.poll(() => editor.page.locator('.react-flow__node').count()).toBeLessThan(20);
}

async function positions(editor: EditorPage) {
  const { layout = {} } = await editor.document();
  return layout;
}

test('a click selects the card that is drawn there, one beside it none', async ({
  editor,
  page,
}) => {
  await openAfar(editor);
  const spot = await spotAt(editor, insideOf(20, 10));
  await page.mouse.click(spot.x, spot.y);
  await expect.poll(() => editor.selected()).toEqual([nameOf(20, 10)]);
  await expect(editor.inspector).toContainText(`from ${nameOf(19, 10)}`);
  const beside = await spotAt(editor, [20 * columnWidth, -400]);
  await page.mouse.click(beside.x, beside.y);
  await expect.poll(() => editor.selected()).toEqual([]);
});

test('a box selects all cards that it touches, and a drag of one moves them all', async ({
  editor,
  page,
}) => {
  await openAfar(editor);
  const before = await positions(editor);
  const corner = await spotAt(editor, [-120, -120]);
  const far = await spotAt(editor, [4 * columnWidth + 60, 2 * rowHeight + 60]);
  await editor.drag(corner, far);
  await expect(page.getByRole('toolbar', { name: '15 selected' })).toBeVisible();

  const from = await spotAt(editor, insideOf(2, 1));
  await editor.drag(from, { x: from.x + 60, y: from.y - 40 });
  const after = await positions(editor);
  const moved = Object.keys(after).filter((id) => String(after[id]) !== String(before[id]));
  const wanted = [0, 1, 2, 3, 4].flatMap((column) => [0, 1, 2].map((row) => nameOf(column, row)));
  expect(moved.toSorted()).toEqual(wanted.toSorted());
  const shifts = moved.map((id) => {
    const [[x = 0, y = 0], [toX = 0, toY = 0]] = [before[id] as number[], after[id] as number[]];
    return `${toX - x} ${toY - y}`;
  });
  expect(new Set(shifts).size).toBe(1);
});

test('a drag moves the card that is drawn there and no other, and can be undone', async ({
  editor,
  page,
}) => {
  await openAfar(editor);
  const before = await positions(editor);
  const from = await spotAt(editor, insideOf(12, 7));
  await editor.drag(from, { x: from.x + 80, y: from.y + 30 });
  const after = await positions(editor);
  const moved = Object.keys(after).filter((id) => String(after[id]) !== String(before[id]));
  expect(moved).toEqual([nameOf(12, 7)]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => String((await positions(editor))[nameOf(12, 7)]))
    .toBe(String(before[nameOf(12, 7)]));
});

test('a right click opens the menu of the card that is drawn there', async ({ editor, page }) => {
  await openAfar(editor);
  const spot = await spotAt(editor, insideOf(30, 20));
  await page.mouse.click(spot.x, spot.y, { button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expect.poll(() => editor.selected()).toEqual([nameOf(30, 20)]);
});

test('near by the cards are real ones, and from afar again drawn ones', async ({
  editor,
  page,
}) => {
  await openAfar(editor);
  await page.keyboard.press('0');
  await expect(editor.canvas.locator('canvas[data-drawn]')).toHaveCount(0);
  await expect(page.locator('.react-flow__node').getByRole('textbox').first()).toBeVisible();
  await page.keyboard.press('1');
  await expect(editor.canvas.locator('canvas[data-drawn="1000"]')).toBeVisible();
  await expect.poll(() => page.locator('.react-flow__node').count()).toBeLessThan(20);
});

test('the keyboard reaches a card that is only drawn', async ({ editor, page }) => {
  await openAfar(editor);
  const spot = await spotAt(editor, insideOf(5, 5));
  await page.mouse.click(spot.x, spot.y);
  await page.keyboard.press('Escape');
  await page.mouse.click(spot.x, spot.y);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => editor.selected()).toEqual([nameOf(6, 5)]);
  await expect(editor.cardById(nameOf(6, 5))).toBeFocused();
});
