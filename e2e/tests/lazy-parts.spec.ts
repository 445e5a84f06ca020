import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

test('what is typed while a search is still fetched goes into the search, not to the canvas', async ({
  editor,
  page,
}) => {
  let letThrough: () => void = () => undefined;
  const mayPass = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/assets\/NodeSearch-[^/]*\.js/, async (route) => {
    await mayPass;
    await route.continue();
  });
  await editor.open(greeting('Typed early'));
  await editor.select('Swap');
  await page.keyboard.press('n');
  await page.keyboard.type('bd resize');
  await page.keyboard.press('Delete');
  letThrough();
  const field = page.getByRole('combobox').first();
  await expect(field).toHaveValue('bd resize');
  await page.keyboard.type(' image');
  await expect(field).toHaveValue('bd resize image');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  expect(Object.keys((await editor.document()).nodes).toSorted()).toEqual([
    'bye',
    'hello',
    'replace',
  ]);
});

test('what could not be fetched is fetched again: when it is opened again, or by its button', async ({
  editor,
  page,
}) => {
  await page.route(/\/assets\/(ShortcutsDialog|RunsScreen)-[^/]*\.js/, (route) => route.abort());
  await editor.open(greeting('Away'));
  await page.keyboard.press('Shift+?');
  await expect(page.getByText(/^The list of keys cannot be shown/)).toBeVisible();
  await page.goto('/runs');
  const again = page.getByRole('main').getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unrouteAll();
  await again.click();
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toBeVisible();
});
