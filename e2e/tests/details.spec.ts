import { readFile } from 'node:fs/promises';
import type { EditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const boxOf = async (editor: EditorPage, title: string) => {
  const box = await editor.card(title).boundingBox();
  if (!box) throw new Error(`${title} is not on the page.`);
  return box;
};

test('the view goes to what is selected, moves with the hand, and follows a drag at its edge', async ({
  editor,
  page,
}) => {
  await editor.open(greeting());
  await editor.select('Hello');
  const small = (await boxOf(editor, 'Hello')).width;
  await page.keyboard.press('2');
  await expect.poll(async () => (await boxOf(editor, 'Hello')).width).toBeGreaterThan(small);
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');

  await page.keyboard.press('h');
  const before = (await boxOf(editor, 'Hello')).x;
  const at = await editor.place(0.5, 0.9);
  await editor.drag(at, { x: at.x + 70, y: at.y });
  await expect.poll(async () => Math.round((await boxOf(editor, 'Hello')).x - before)).toBe(70);
  await page.keyboard.press('v');
  expect(await editor.selected()).toEqual([]);

  const other = (await boxOf(editor, 'Hello')).x;
  const bye = await boxOf(editor, 'Bye');
  const edge = await editor.place(0.995, 0.9);
  await page.mouse.move(bye.x + 60, bye.y + 14);
  await page.mouse.down();
  await page.mouse.move(bye.x + 100, bye.y + 30, { steps: 4 });
  await page.mouse.move(edge.x, edge.y, { steps: 4 });
  await expect.poll(async () => (await boxOf(editor, 'Hello')).x).toBeLessThan(other - 20);
  await page.mouse.up();
});

test('a press that moves three pixels is a click; upstream and downstream are selected by key', async ({
  editor,
  page,
}) => {
  await editor.open(greeting());
  const { x, y } = await boxOf(editor, 'Hello');
  await page.mouse.move(x + 60, y + 14);
  await page.mouse.down();
  await page.mouse.move(x + 62, y + 16);
  await page.mouse.up();
  await expect.poll(() => editor.selected()).toEqual(['hello']);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => editor.selected()).toEqual(['hello', 'outputs.words', 'replace']);
  await page.keyboard.press('Escape');
  await editor.select('Swap');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => editor.selected()).toEqual(['hello', 'inputs.who', 'replace']);
  expect((await editor.document()).layout?.['hello']).toEqual([0, 0]);
});

test('a wire snaps from nearby, is made by two clicks, and with Shift searches everything', async ({
  editor,
  page,
}) => {
  await editor.open(greeting());
  const source = { card: 'bye', port: 'text', side: 'source' } as const;
  const target = { card: 'replace', port: 'replacement', side: 'target' } as const;
  const from = await editor.spotOf(source);
  const to = await editor.spotOf(target);
  await editor.drag(from, { x: to.x - 14, y: to.y });
  await expect(editor.wire('replace/replacement')).toBeAttached();
  await page.keyboard.press('Control+z');

  await page.mouse.click(from.x, from.y);
  await page.mouse.move(to.x - 40, to.y);
  await page.mouse.click(to.x, to.y);
  await expect(editor.wire('replace/replacement')).toBeAttached();
  await page.keyboard.press('Control+z');

  const free = await editor.place(0.5, 0.9);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(free.x, free.y, { steps: 4 });
  await page.keyboard.down('Shift');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const search = page.getByRole('dialog', { name: 'Add a node' });
  await expect(search.getByRole('option', { name: /^Join audio/ })).toBeAttached();
});

test('all wires of an output move together with Shift, and go with Mod and Alt', async ({
  editor,
  page,
}) => {
  const workflow = greeting();
  const input = { text: { $from: 'hello.text' }, find: 'l' };
  const again = { type: 'text.replace', title: 'Again', input };
  const layout = { ...workflow.layout, again: [520, 400] };
  await editor.open({ ...workflow, nodes: { ...workflow.nodes, again }, layout });
  const from = await editor.spotOf({ card: 'hello', port: 'text', side: 'source' });
  const to = await editor.spotOf({ card: 'bye', port: 'text', side: 'source' });
  await page.keyboard.down('Shift');
  await editor.drag(from, to);
  await page.keyboard.up('Shift');
  const sources = async () => {
    const { nodes } = await editor.document();
    return [nodes['replace']?.input?.['text'], nodes['again']?.input?.['text']];
  };
  expect(await sources()).toEqual([{ $from: 'bye.text' }, { $from: 'bye.text' }]);
  await page.keyboard.down('Control');
  await page.keyboard.down('Alt');
  await page.mouse.click(to.x, to.y);
  await page.keyboard.up('Alt');
  await page.keyboard.up('Control');
  expect(await sources()).toEqual([undefined, undefined]);
});

test('a node that is dropped on a wire with Alt goes into it', async ({ editor, page }) => {
  await editor.open({
    catena: 1,
    nodes: {
      hello: { type: 'text.template', title: 'Hello', input: { template: 'Hello' } },
      swap: {
        type: 'text.replace',
        title: 'Swap',
        input: { text: { $from: 'hello.text' }, find: 'a' },
      },
      between: { type: 'text.replace', title: 'Between', input: { find: 'b' } },
    },
    layout: { hello: [0, 0], swap: [800, 0], between: [400, 400] },
  });
  await expect(editor.wire('swap/text')).toBeAttached();
  const wire = await editor.spotOnWire('swap/text', 0.5);
  const { x, y, width, height } = await boxOf(editor, 'Between');
  // The middle of the card is what has to be at the wire.
  const grip = { x: wire.x - width / 2 + 60, y: wire.y - height / 2 + 14 };
  await page.keyboard.down('Alt');
  await page.mouse.move(x + 60, y + 14);
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 40, { steps: 4 });
  await page.mouse.move(grip.x, grip.y + 10, { steps: 6 });
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  const { nodes } = await editor.document();
  expect(nodes['between']?.input?.['text']).toEqual({ $from: 'hello.text' });
  expect(nodes['swap']?.input?.['text']).toEqual({ $from: 'between.text' });
});

test('inputs that are seldom set are behind "more"; a field and a node are set back', async ({
  editor,
  page,
}) => {
  await editor.open({
    catena: 1,
    nodes: { put: { type: 'image.composite', title: 'Put', input: { opacity: 0.5 } } },
  });
  const rows = editor.card('Put').locator('[data-input-row]');
  await expect(rows.first()).toBeVisible();
  const shown = await rows.count();
  await editor.card('Put').getByRole('button', { name: /more$/ }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(shown);
  await editor.select('Put');
  await editor.inspector.getByRole('button', { name: 'More for Opacity' }).click();
  await page.getByRole('menuitem', { name: 'Reset to the default' }).click();
  expect((await editor.document()).nodes['put']?.input ?? {}).toEqual({});
  await page.keyboard.press('Control+z');
  await editor.select('Put');
  await editor.command('Reset values');
  expect((await editor.document()).nodes['put']?.input ?? {}).toEqual({});
});

test('cards are aligned and distributed', async ({ editor, page }) => {
  await editor.open(greeting());
  await editor.select('Hello');
  await editor.select('Swap', { modifiers: ['Shift'] });
  await editor.select('Bye', { modifiers: ['Shift'] });
  await editor.command('Align left edges');
  const { layout } = await editor.document();
  expect([layout?.['hello'], layout?.['bye'], layout?.['replace']]).toMatchObject([
    [0, 0],
    [0, 320],
    [0, 0],
  ]);
  await page.keyboard.press('Control+z');
  await editor.command('Distribute from left to right');
  const { layout: distributed } = await editor.document();
  expect(distributed?.['hello']).toEqual([0, 0]);
  expect(distributed?.['replace']).toEqual([520, 0]);
  expect(distributed?.['bye']).not.toEqual([0, 320]);
});

test('seeds go up from run to run, and what was drawn can be kept', async ({ editor, page }) => {
  await editor.open({
    catena: 1,
    name: 'Seeds',
    nodes: {
      art: {
        type: 'predict',
        title: 'Art',
        provider: 'local',
        model: 'catena/abstract-art',
        input: { prompt: 'sea', width: 64, height: 64, seed: { $random: true } },
      },
    },
  });
  await editor.run();
  await editor.select('Art');
  await editor.command('Keep the random numbers of this run');
  const seed = (await editor.document()).nodes['art']?.input?.['seed'];
  expect(seed).toEqual(expect.any(Number));
  await page.getByRole('button', { name: 'More ways to run' }).click();
  await page.getByRole('textbox', { name: 'How many runs' }).fill('2');
  await page.getByRole('button', { name: 'Run 2 times' }).click();
  await page.keyboard.press('j');
  const runs = page.getByRole('region', { name: 'Runs' }).getByRole('listitem');
  await expect(runs.filter({ hasText: 'Seeds' })).toHaveCount(3);
});

test('a run on every change follows what is typed', async ({ editor, page }) => {
  await editor.open(greeting('On change'));
  await page.getByRole('button', { name: 'More ways to run' }).click();
  await page.getByRole('switch', { name: 'Run on every change' }).click();
  await page.keyboard.press('Escape');
  await editor.card('Swap').getByRole('textbox', { name: 'Replacement' }).fill('Howdy');
  await expect(editor.card('words')).toContainText('Howdy world');
});

test('a list is a strip with its count, on the node and on the wire, and opens large', async ({
  editor,
}) => {
  await editor.open({
    catena: 1,
    name: 'A list',
    nodes: {
      numbers: { type: 'list.range', title: 'Numbers', input: { start: 1, end: 3 } },
      line: {
        type: 'text.template',
        title: 'Line',
        input: { template: 'Line {{n}}', n: { $from: 'numbers.numbers' } },
      },
      join: { type: 'text.join', title: 'Join', input: { texts: { $from: 'line.text' } } },
    },
    layout: { numbers: [0, 0], line: [420, 0], join: [840, 0] },
  });
  await editor.run();
  await expect(editor.card('Line')).toContainText('×3');
  await expect(editor.wire('join/texts')).toContainText('3');
  await editor.select('Line');
  await editor.inspector.getByRole('tab', { name: 'Result' }).click();
  await expect(editor.inspector).toContainText('Line 1');
  await editor.inspector.getByRole('tab', { name: 'Log' }).click();
  await expect(editor.inspector.getByRole('tabpanel', { name: 'Log' })).toBeVisible();
});

test('a result is downloaded and its link copied', async ({ editor, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.open({
    catena: 1,
    nodes: {
      art: {
        type: 'predict',
        title: 'Art',
        provider: 'local',
        model: 'catena/abstract-art',
        input: { prompt: 'forest', width: 64, height: 64, seed: 3 },
      },
    },
  });
  await editor.run();
  await editor.select('Art');
  await editor.inspector.getByRole('tab', { name: 'Result' }).click();
  await editor.inspector.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const answer = await page.request.get(link);
  expect(answer.headers()['content-type']).toMatch(/^image\//);
  const downloading = page.waitForEvent('download');
  await editor.inspector
    .getByRole('button', { name: /^Download/ })
    .or(editor.inspector.getByRole('link', { name: /^Download/ }))
    .first()
    .click();
  const saved = await downloading;
  expect(saved.suggestedFilename()).toMatch(/\.(png|webp|jpe?g)$/);
  expect(await readFile(await saved.path(), 'latin1')).toContain('catena-workflow');
});

test('versions are named, restored and taken back by undo', async ({ editor, page }) => {
  await editor.open(greeting('Versions'));
  await editor.select('Bye');
  await page.keyboard.press('Delete');
  await editor.saved();
  await editor.command('Show versions');
  const versions = page.getByRole('list', { name: 'Versions, newest first' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await versions
    .last()
    .getByRole('button', { name: /^Restore/ })
    .click();
  await expect(editor.card('Bye')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(editor.card('Bye')).toHaveCount(0);
});

test('a port says on hover what it takes; a node has its tools above it', async ({
  editor,
  page,
}) => {
  await editor.open(greeting('On hover'));
  await expect(editor.card('Swap').getByRole('textbox', { name: 'Replacement' })).toBeVisible();
  const spot = await editor.spotOf({ card: 'replace', port: 'find', side: 'target' });
  const tip = page.getByRole('tooltip').filter({ hasText: 'Find' });
  const began = Date.now();
  await page.mouse.move(spot.x - 40, spot.y - 40);
  await page.mouse.move(spot.x, spot.y);
  await expect(tip).toBeVisible();
  expect(Date.now() - began).toBeGreaterThanOrEqual(450);
  await expect(tip).toContainText('text');
  await expect(tip).toContainText('Must be given');
  await editor.card('Swap').getByText('Swap', { exact: true }).last().hover();
  await expect(tip).toBeHidden();
  const tools = page.getByRole('toolbar', { name: 'Node' });
  await expect(tools.getByRole('button')).toHaveCount(7);
  await tools.getByRole('button', { name: /^Run to here/ }).click();
  await editor.finished();
  await expect(editor.card('Swap')).toContainText('Welcome world');
  await expect(editor.card('Bye').getByRole('img', { name: /^Done/ })).toHaveCount(0);
});
