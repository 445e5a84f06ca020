import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

test('a token is kept on the server, is never sent back, and can be removed', async ({
  editor,
  page,
  server,
}) => {
  const token = 'r8_not_a_real_token_of_anybody_0000000000';
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/')) {
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
    }
  });
  await editor.open(greeting());
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Providers and secrets' }).click();
  const account = dialog.getByRole('listitem').filter({ hasText: 'Replicate' });
  await account.getByRole('button', { name: 'Set the token of Replicate' }).click();
  await account.getByRole('textbox').fill(token);
  await page.keyboard.press('Enter');
  await expect(account).not.toContainText('Not set');
  expect(await readFile(join(server.dataFolder, 'secrets.json'), 'utf8')).toContain(token);
  await page.reload();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await dialog.getByRole('tab', { name: 'Providers and secrets' }).click();
  await expect(account).not.toContainText('Not set');
  expect(await page.content()).not.toContain(token);
  expect(answers.filter((text) => text.includes(token))).toEqual([]);
  await server.client.settings.removeToken('replicate');
});

test('theme and keys are chosen and stay', async ({ editor, page }) => {
  await editor.open(greeting());
  const scheme = () =>
    page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByText('Light', { exact: true }).click();
  await expect.poll(scheme).toBe('light');
  await dialog.getByRole('tab', { name: 'Keys' }).click();
  await dialog.getByText('ComfyUI', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(editor.card('Swap')).toBeVisible();
  await expect.poll(scheme).toBe('light');
  // In this set N shows the library, as there.
  await page.keyboard.press('n');
  await expect(page.getByRole('searchbox', { name: 'Search the library' })).toBeVisible();
});
