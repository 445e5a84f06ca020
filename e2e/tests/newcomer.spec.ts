import { expect, test } from '../test.ts';

test.beforeEach(async ({ server: { client } }) => {
  const { workflows } = await client.workflows.list({ limit: 200 });
  for (const { id } of workflows) await client.workflows.remove(id);
});

test('a newcomer sees a whole workflow at once, not an empty canvas', async ({ editor, page }) => {
  await editor.visit('/');
  await expect(editor.card('Sharpen the note')).toBeVisible();
  await expect(editor.card('Lay out the postcards')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Welcome' })).toContainText('nothing to pay');
  await expect(editor.runButton).toBeEnabled();
});

test('a newcomer picks a template, runs it, and sees and hears what it made', async ({
  editor,
  page,
}) => {
  await editor.visit('/');
  await page.getByRole('button', { name: 'Workflows', exact: true }).click();
  const template = page.getByRole('article').filter({ hasText: 'A small receipt, read aloud' });
  await expect(template).toContainText('Free, on this machine');
  await template.getByRole('link').click();
  await expect(editor.card('Read it aloud')).toBeVisible();
  await editor.run();

  await test.step('results stand on the nodes, with their time', async () => {
    await expect(editor.card('Sharpen the scan')).toHaveAccessibleName(/, (done|reused),/);
    await expect(editor.card('Read it')).toContainText('CORNER CAFE');
    await expect(editor.card('Find the total')).toContainText('10.20');
    await expect(editor.card('Read it aloud').getByRole('img', { name: /^Done in/ })).toBeVisible();
  });
  await test.step('the picture is shown', async () => {
    const picture = editor.card('sharp-scan').getByRole('img', { name: 'Picture, 380 × 224' });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(380);
  });
  await test.step('the sound plays', async () => {
    const sound = editor.card('speech');
    await expect(sound).toContainText(/0:0\d/);
    await sound.getByRole('button', { name: 'Play' }).click();
    await expect(sound).toContainText(/0:0\d \/ 0:0\d/);
  });
  await test.step('a result is shown large, and arrows go through all of them', async () => {
    await editor.card('Sharpen the scan').getByRole('button', { name: 'Open large' }).click();
    const viewer = page.getByRole('dialog');
    await expect(viewer.getByRole('img').first()).toBeVisible();
    const first = await viewer.innerText();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => viewer.innerText()).not.toBe(first);
    await page.keyboard.press('Escape');
    await expect(viewer).toBeHidden();
    await editor.card('Sharpen the scan').getByRole('button', { name: 'Open large' }).focus();
    await page.keyboard.press('Enter');
    await expect(viewer.getByRole('img').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(viewer).toBeHidden();
  });
});

test('starting again shows the list of workflows with templates and a blank one', async ({
  editor,
  page,
}) => {
  await editor.visit('/?template=scan-to-voice');
  await expect(page).toHaveURL(/\/w\//);
  await page.goto('/workflows');
  await expect(page.getByRole('region', { name: 'Templates' }).getByRole('article')).toHaveCount(7);
  for (const picture of await page.getByRole('article').locator('img').all()) {
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
  await page.getByRole('main').getByRole('button', { name: 'New workflow' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
});
