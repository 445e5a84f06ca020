import { expect, test } from '../test.ts';

test('a chain with models is built, wired and run with the keyboard alone', async ({
  editor,
  page,
}) => {
  const { keyboard } = page;
  await editor.visit('/?template=showcase');
  await keyboard.press('Alt+n');
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  async function add(words: string, title: string) {
    await keyboard.press('n');
    const search = page.getByRole('dialog', { name: 'Add a node' });
    await expect(search.getByRole('combobox')).toBeFocused();
    await keyboard.type(words);
    await expect(search.getByRole('option', { selected: true })).toContainText(title);
    await keyboard.press('Enter');
    await expect(editor.card(title)).toBeFocused();
  }
  async function pick(label: string | RegExp, words: string) {
    await expect(page.getByRole('combobox', { name: label })).toBeFocused();
    await keyboard.type(words);
    await keyboard.press('Enter');
  }

  await test.step('Enter opens the details of a new node, Escape comes back to it', async () => {
    await add('template', 'Template');
    await keyboard.press('Enter');
    await expect(editor.inspector.getByRole('textbox', { name: 'Template' })).toBeFocused();
    await keyboard.type('The cat sat on the mat.');
    await keyboard.press('Escape');
    await expect(editor.card('Template')).toBeFocused();
  });
  await test.step('what is added after a node is wired to it where it fits', async () => {
    await add('catena/speak', 'Speak');
    await expect(editor.wire('speak/text')).toBeAttached();
    await add('catena/transcribe', 'Transcribe');
    await expect(editor.wire('transcribe/audio')).toBeAttached();
  });
  await test.step('C connects: first the port, then with what', async () => {
    await keyboard.press('Escape');
    await add('replace in text', 'Replace in text');
    await expect(editor.wire('replace/text')).toHaveCount(0);
    await keyboard.press('c');
    await pick('Ports of Replace in text', 'text');
    await pick(/^What to connect with/, 'transcribe text');
    await expect(editor.wire('replace/text')).toBeAttached();
  });
  await test.step('the values are typed', async () => {
    await expect(editor.card('Replace in text')).toBeFocused();
    await keyboard.press('Enter');
    const find = editor.inspector.getByRole('textbox', { name: 'Find' });
    for (let press = 0; press < 12; press += 1) {
      if (await find.evaluate((field) => field === document.activeElement)) break;
      await keyboard.press('Tab');
    }
    await expect(find).toBeFocused();
    await keyboard.type('mat');
    await keyboard.press('Escape');
  });
  await test.step('an output is made of the result', async () => {
    await expect(editor.card('Replace in text')).toBeFocused();
    await keyboard.press('c');
    await expect(page.getByRole('combobox', { name: 'Ports of Replace in text' })).toBeFocused();
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await pick(/^What to connect with/, 'new output');
    await expect(editor.card('text')).toHaveAccessibleName(/output of the workflow/);
  });
  await test.step('Mod+Enter runs it', async () => {
    await keyboard.press('Control+Enter');
    await editor.finished();
    // What was heard of it; the word that was to go is gone.
    await expect(editor.card('text')).toContainText(/cat.* on the /i);
    await expect(editor.card('text')).not.toContainText('mat');
  });
});

test('the arrows walk along the wires, and Tab goes through all cards', async ({
  editor,
  page,
}) => {
  await editor.open({
    catena: 1,
    nodes: {
      first: { type: 'text.template', title: 'First', input: { template: 'a' } },
      second: { type: 'text.join', title: 'Second', input: { texts: { $from: 'first.text' } } },
    },
    layout: { first: [0, 0], second: [400, 0] },
  });
  await editor.select('First');
  await page.keyboard.press('ArrowRight');
  await expect(editor.card('Second')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(editor.card('First')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  expect((await editor.document()).layout?.['first']).toEqual([0, 8]);
  await editor.card('First').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Connect to …' })).toBeVisible();
});
