import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const run = promisify(execFile);

test('the workflow is used as an app: a form, a button, results', async ({ editor, page }) => {
  await editor.open(greeting('An app'));
  await page.getByRole('group', { name: 'Show as' }).getByRole('button', { name: 'App' }).click();
  await expect(page.getByRole('heading', { name: 'An app', level: 1 })).toBeVisible();
  const form = page.getByRole('region', { name: 'Inputs' });
  await form.getByRole('textbox', { name: 'who' }).fill('stranger');
  await form.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('region', { name: 'Results' })).toContainText('Welcome stranger');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'An app', level: 1 })).toBeVisible();
  await page
    .getByRole('group', { name: 'Show as' })
    .getByRole('button', { name: 'Canvas' })
    .click();
  // What was typed into the form is of that run, not of the document.
  expect((await editor.document()).inputs?.['who']?.default).toBe('world');
});

test('the code for curl runs as it is copied, with the values of now', async ({ editor, page }) => {
  await editor.open(greeting('From a shell'));
  await editor.saved();
  await editor.command('Use from code');
  const dialog = page.getByRole('dialog', { name: 'Use from code' });
  for (const name of ['curl', 'TypeScript', 'TypeScript client', 'Python', 'Command line']) {
    await dialog.getByRole('tab', { name, exact: true }).click();
    await expect(dialog.getByRole('tabpanel').locator('code').first()).not.toBeEmpty();
  }
  await dialog.getByRole('tab', { name: 'curl' }).click();
  const code = await dialog
    .getByRole('tabpanel', { name: 'curl' })
    .locator('pre, code')
    .last()
    .innerText();
  expect(code).toContain('world');
  const { stdout } = await run('bash', ['-c', code]);
  expect(stdout).toContain('Welcome world');
});
