import type { EditorPage } from '../editor-page.ts';
import { failing, greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

async function useTool(editor: EditorPage, card: string, tool: RegExp) {
  await editor.card(card).getByText(card, { exact: true }).last().hover();
  const tools = editor.page.getByRole('toolbar', { name: 'Node' });
  await tools.getByRole('button', { name: tool }).click();
}

function outdated(editor: EditorPage, card: string) {
  return editor.card(card).getByText(/^Out of date/);
}

test('a node is run alone, and from there on, with the results of the run before', async ({
  editor,
  page,
}) => {
  await editor.open(greeting('Parts of it'));
  await useTool(editor, 'Swap', /^Run only this/);
  await expect(page.getByText('Run the workflow first: its results are the start.')).toBeVisible();
  await editor.run();
  await expect(editor.card('Swap')).toContainText('Welcome world');

  await editor.card('Hello').getByRole('textbox', { name: 'Template' }).fill('Hello dear {{who}}');
  await useTool(editor, 'Swap', /^Run only this/);
  await editor.finished();
  // What it needs was taken as it was, and says so.
  await expect(editor.card('Swap')).toContainText('Welcome world');
  await expect(outdated(editor, 'Hello')).toBeVisible();

  await useTool(editor, 'Hello', /^Run from here/);
  await expect(editor.card('Swap')).toContainText('Welcome dear world');
  await expect(outdated(editor, 'Hello')).toBeHidden();
});

test('a pinned result is kept until it is let go, over edits, runs and a reload', async ({
  editor,
  page,
}) => {
  await editor.open(greeting('Pinned'));
  await editor.select('Hello');
  await page.keyboard.press('p');
  await expect(page.getByText('"Hello" has no result to keep. Run to it first.')).toBeVisible();
  await editor.run();
  await editor.select('Hello');
  await page.keyboard.press('p');
  await expect(editor.card('Hello').getByText('Pinned')).toBeVisible();

  await editor.card('Hello').getByRole('textbox', { name: 'Template' }).fill('Hello dear {{who}}');
  await editor.run();
  await expect(editor.card('Swap')).toContainText('Welcome world');
  await editor.saved();
  await page.reload();
  await expect(editor.card('Hello').getByText('Pinned')).toBeVisible();

  await useTool(editor, 'Hello', /^Pin the result/);
  await expect(editor.card('Hello').getByText('Pinned')).toBeHidden();
  await editor.run();
  await expect(editor.card('Swap')).toContainText('Welcome dear world');
});

test('what failed is run again from the drawer, and nothing else', async ({ editor, page }) => {
  await editor.open(failing());
  await editor.runButton.click();
  await expect(editor.card('Read it')).toHaveAccessibleName(/failed/);
  await editor.card('Read it').getByRole('textbox', { name: 'Text' }).fill('{"a": 1}');
  await editor.command('Show or hide the run drawer');
  const drawer = page.getByRole('region', { name: 'Runs' });
  await drawer.getByRole('button', { name: 'Run again what failed' }).click();
  await editor.finished();
  await expect(editor.card('Take a part')).toHaveAccessibleName(/done|reused/);
  await expect(editor.card('Other branch')).toHaveAccessibleName(/reused/);
});
