import type { CatenaServer } from '../catena-server.ts';
import { createEditorPage } from '../editor-page.ts';
import { failing, greeting, longSpeech } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

async function newestRun({ client }: CatenaServer) {
  const [run] = (await client.runs.list({ limit: 1 })).runs;
  if (!run) throw new Error('Nothing has run.');
  return run;
}

test('a run goes on over a reload of the page, and is followed to its end', async ({
  editor,
  page,
}) => {
  await editor.open(longSpeech('a reload'));
  await editor.runButton.click();
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toBeVisible();
  await expect(editor.card('Say it').getByRole('progressbar')).toBeVisible();
  await page.reload();
  await expect(cancel).toBeVisible();
  await expect(editor.card('Say it')).toHaveAccessibleName(/running/);
  await editor.finished();
  await expect(cancel).toBeHidden();
  await expect(editor.card('Say it')).toHaveAccessibleName(/done|reused/);
  await expect(editor.card('All of it').getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a run goes on when the tab is closed', async ({ browser, server, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const first = createEditorPage(await context.newPage(), server);
  const id = await first.open(longSpeech('a closed tab', 15));
  await first.runButton.click();
  await expect(first.card('Say it')).toHaveAccessibleName(/running|cold start/);
  const run = await newestRun(server);
  expect(run.workflowId).toBe(id);
  await context.close();

  await expect
    .poll(async () => (await server.client.runs.get(run.id)).status, { timeout: 60_000 })
    .toBe('succeeded');
  const again = await browser.newContext({ baseURL: baseURL ?? '' });
  const second = createEditorPage(await again.newPage(), server);
  await second.visit(`/w/${id}`);
  await expect(second.card('Say it')).toHaveAccessibleName(/done|reused/);
  await again.close();
});

test('Escape does not stop a run; cancelling asks first and says what stops', async ({
  editor,
  page,
  server,
}) => {
  await editor.open(longSpeech('stopping'));
  await editor.runButton.click();
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toBeVisible();
  await editor.select('Say it');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect((await newestRun(server)).status).toBe('running');
  await cancel.click();
  const question = page.getByRole('dialog').filter({ hasText: 'Cancel this run?' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.getByRole('group', { name: 'Run' }).getByText('Run canceled.')).toBeAttached();
  await expect.poll(async () => (await newestRun(server)).status).toBe('canceled');
});

test('editing goes on during a run, and what it changes is marked as out of date until undone', async ({
  editor,
  page,
}) => {
  await editor.open(longSpeech('edits', 15));
  await editor.runButton.click();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
  const template = editor.card('Line').getByRole('textbox', { name: 'Template' });
  await template.fill('Line {{number}} is another one.');
  await editor.finished();
  await expect(editor.card('Line')).toContainText('is about edits');
  await expect(editor.card('Line')).toContainText('Out of date: template changed');
  await expect(editor.card('Say it')).toHaveAccessibleName(/(done|reused), out of date/);
  await expect(editor.card('Numbers')).not.toHaveAccessibleName(/out of date/);
  await editor.card('Line').focus();
  await page.keyboard.press('Control+z');
  await expect(editor.card('Say it')).not.toHaveAccessibleName(/out of date/);
  await expect(editor.card('Line')).not.toContainText('Out of date');
});

test('what has run before comes from the cache and says so', async ({ editor }) => {
  await editor.open(greeting('Twice'));
  await editor.run();
  await editor.runButton.click();
  await expect(editor.card('Swap').getByRole('img', { name: /^Reused/ })).toBeVisible();
});

test('an old run opens as it was, and can be continued from', async ({ editor, page }) => {
  await editor.open(greeting('Old and new'));
  await editor.run();
  await expect(editor.card('words')).toContainText('Welcome world');
  await editor.card('Swap').getByRole('textbox', { name: 'Replacement' }).fill('Farewell');
  await page.keyboard.press('Control+Enter');
  await expect(editor.card('words')).toContainText('Farewell world');

  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  const runs = page.getByRole('region', { name: 'List of runs' }).getByRole('listitem');
  const ours = runs.filter({ hasText: 'Old and new' });
  await expect(ours).toHaveCount(2);
  await ours.nth(1).getByRole('button', { name: 'Old and new' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'A run as it was' })).toBeVisible();
  await expect(editor.card('words')).toContainText('Welcome world');
  await expect(page).toHaveURL(/\/run\//);
  await page.getByRole('button', { name: 'Continue from this state' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await expect(editor.card('Swap').getByRole('textbox', { name: 'Replacement' })).toHaveValue(
    'Welcome',
  );
});

test('the timeline has a line for each node and a table of the same', async ({ editor, page }) => {
  await editor.open(greeting('Timeline'));
  await editor.run();
  await page.keyboard.press('j');
  const drawer = page.getByRole('region', { name: 'Runs' });
  await drawer.getByRole('tab', { name: 'Timeline' }).click();
  for (const title of ['Hello', 'Bye', 'Swap']) {
    await expect(drawer.getByText(title, { exact: true }).first()).toBeVisible();
  }
  await drawer.getByText('Table', { exact: true }).click();
  const table = drawer.getByRole('table', { name: 'Times of steps' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('columnheader')).toHaveText([
    'Step',
    'Status',
    'Queued',
    'Cold start',
    'Running',
    'Files',
    'In all',
  ]);
  await drawer.getByRole('tab', { name: 'Queue' }).click();
  await expect(drawer.getByRole('listitem').first()).toContainText('Timeline');
});

test('a failed node says what to do, its dependents why they were skipped, and the rest goes on', async ({
  editor,
  page,
}) => {
  await editor.open(failing());
  await editor.runButton.click();
  await expect(page.getByRole('group', { name: 'Run' }).getByText(/^Run failed\./)).toBeAttached();
  await expect(editor.card('Read it')).toHaveAccessibleName(/failed/);
  await expect(editor.card('Read it')).toContainText(/not .*JSON/i);
  await expect(
    editor.card('Take a part').getByRole('img', { name: /^Skipped.*Read it/ }),
  ).toBeVisible();
  // Another test may have computed the same before.
  await expect(editor.card('Other branch')).toHaveAccessibleName(/done|reused/);
  await expect(editor.card('Other branch')).toContainText('still here');

  await editor.select('Read it');
  await editor.inspector.getByRole('tab', { name: 'Result' }).click();
  await expect(editor.inspector.getByRole('alert')).toBeVisible();
  await expect(editor.inspector.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await editor.card('Read it').getByRole('textbox', { name: 'Text' }).fill('{"a": 1}');
  await editor.inspector.getByRole('button', { name: 'Retry' }).click();
  await expect(editor.card('Read it')).toHaveAccessibleName(/done|reused/);
});

test('what is missing is told before a run, with the way to it', async ({ editor, page }) => {
  const { inputs: _inputs, ...workflow } = greeting('Missing');
  await editor.open({
    ...workflow,
    nodes: { swap: { type: 'text.replace', title: 'Swap', input: { find: 'a' } } },
    outputs: {},
  });
  await expect(editor.runButton).toHaveAccessibleName(/^Run: 1 issue has to be put right first/);
  // It can be pressed, and then says why it does not run.
  await editor.runButton.click({ force: true });
  await page.getByRole('button', { name: 'Go to text' }).click();
  await expect.poll(() => editor.selected()).toEqual(['swap']);
  const field = editor.card('Swap').getByRole('textbox', { name: 'Text' });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('banana');
  await expect(editor.runButton).toHaveAccessibleName('Run');
});
