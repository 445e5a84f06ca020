import { expect, test } from '../test.ts';

test('a chain with models is built with the mouse and runs', async ({ editor, page }) => {
  await editor.visit('/?template=showcase');
  await page.getByRole('button', { name: 'New workflow' }).click();
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  const search = page.getByRole('dialog', { name: 'Add a node' });
  const type = (words: string) => search.getByRole('combobox').fill(words);
  const choose = (name: RegExp) => search.getByRole('option', { name }).first().click();

  await test.step('a double click searches at the pointer', async () => {
    const at = await editor.place(0.05, 0.12);
    await page.mouse.dblclick(at.x, at.y);
    await type('template');
    await choose(/^Template/);
    await expect(editor.card('Template')).toBeInViewport();
    await editor
      .card('Template')
      .getByRole('textbox', { name: 'Template' })
      .fill('The cat sat on the mat.');
  });
  await test.step('a wire let go in space finds what fits, already wired', async () => {
    const at = await editor.place(0.32, 0.12);
    await editor.drag(await editor.spotOf({ card: 'template', port: 'text', side: 'source' }), at);
    await expect(search.getByRole('option', { name: /^Speak/ })).toBeVisible();
    await expect(search.getByRole('option', { name: /^Join audio/ })).toHaveCount(0);
    await type('speak');
    await choose(/^Speak/);
    await expect(editor.wire('speak/text')).toBeAttached();
  });
  await test.step('a refused wire says why, and a node that converts is taken', async () => {
    const at = await editor.place(0.72, 0.12);
    await page.mouse.dblclick(at.x, at.y);
    await type('replace in text');
    await choose(/^Replace in text/);
    await editor.connect(
      { card: 'speak', port: 'output', side: 'source' },
      { card: 'replace', port: 'text', side: 'target' },
    );
    await expect(editor.canvas.getByText('Sound does not fit text.').first()).toBeVisible();
    await expect(editor.wire('replace/text')).toHaveCount(0);
    await page.getByRole('button', { name: 'Add Transcribe' }).click();
    await expect(editor.wire('transcribe/audio')).toBeAttached();
    await expect(editor.wire('replace/text')).toBeAttached();
  });
  await test.step('a wire let go on the body of a node takes the first input that fits', async () => {
    const at = await editor.place(0.05, 0.55);
    await page.mouse.dblclick(at.x, at.y);
    await type('split text');
    await choose(/^Split text/);
    await editor.drag(
      await editor.spotOf({ card: 'replace', port: 'text', side: 'source' }),
      await editor.spotOf({ card: 'split', port: 'parts', side: 'source' }),
    );
    await expect(editor.wire('split/text')).toBeAttached();
  });
  await test.step('a node is put into a wire', async () => {
    const free = await editor.place(0.35, 0.85);
    await page.mouse.click(free.x, free.y, { button: 'right' });
    const before = await editor.cardById('speak').boundingBox();
    await page.getByRole('menuitem', { name: /^Tidy up/ }).click();
    await expect.poll(() => editor.cardById('speak').boundingBox()).not.toEqual(before);
    await expect(page.getByRole('menu')).toHaveCount(0);
    const at = await editor.spotOnWire('transcribe/audio', 0.5);
    await page.mouse.move(at.x, at.y + 1);
    await page.mouse.move(at.x, at.y);
    await page.getByRole('button', { name: 'Insert a node here' }).click();
    await type('cut audio');
    await choose(/^Cut audio/);
    await expect(editor.wire('cut/audio')).toBeAttached();
    await expect(editor.wire('transcribe/audio')).toBeAttached();
  });
  await test.step('it runs', async () => {
    await editor.card('Replace in text').getByRole('textbox', { name: 'Find' }).fill('cat');
    await editor.card('Replace in text').getByRole('textbox', { name: 'Replacement' }).fill('dog');
    await editor.run();
    await expect(editor.card('Replace in text')).toContainText(/dog.* on the /i);
  });
});
