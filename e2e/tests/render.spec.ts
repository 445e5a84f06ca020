import type { EditorPage } from '../editor-page.ts';
import { greeting, longSpeech } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

/** Begins to count what changes in each card; resolves with what stops and gives the counts by card. */
async function watchCards({ page }: EditorPage): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate(() => {
    const counts: Record<string, number> = {};
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        // Where a card stands and whether it has the keyboard is told on its outermost element.
        const card = element?.closest('.react-flow__node');
        const id = card === element ? undefined : card?.getAttribute('data-id');
        if (id) counts[id] = (counts[id] ?? 0) + 1;
      }
    });
    const viewport = document.querySelector('.react-flow__nodes');
    if (!viewport) throw new Error('There is no canvas.');
    observer.observe(viewport, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { stopWatching: () => (observer.disconnect(), counts) });
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { stopWatching: () => Record<string, number> }).stopWatching(),
    );
}

test('typing in a field of one node changes no other card', async ({ editor, page }) => {
  await editor.open(greeting('Typing'));
  const field = editor.card('Bye').getByRole('textbox', { name: 'Template' });
  await field.click();
  await expect.poll(() => editor.selected()).toEqual(['bye']);
  const stop = await watchCards(editor);
  await page.keyboard.type(' my dear friend, until we meet again');
  await expect(field).toHaveValue(/meet again/);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  expect(Object.keys(await stop())).toEqual(['bye']);
});

test('what one node does in a run changes that card and no other', async ({ editor, page }) => {
  await editor.open(longSpeech('drawing', 25));
  await editor.runButton.click();
  const progress = editor.card('Say it').getByRole('progressbar');
  await expect(progress).toBeVisible();
  const before = Number(await progress.getAttribute('aria-valuenow'));
  const stop = await watchCards(editor);
  await expect
    .poll(async () => Number(await progress.getAttribute('aria-valuenow')))
    .toBeGreaterThan(before + 20);
  const counts = await stop();
  expect(counts['speak']).toBeGreaterThan(0);
  expect(Object.keys(counts)).toEqual(['speak']);
  await page.keyboard.press('Control+Alt+Enter');
});

test('moving a card changes the inside of no card', async ({ editor, page }) => {
  await editor.open(greeting('Moving'));
  await editor.select('Bye');
  await page.mouse.move(5, 500);
  await expect(page.getByRole('toolbar', { name: 'Node' })).toBeHidden();
  const stop = await watchCards(editor);
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('Alt+ArrowDown');
  expect((await editor.document()).layout?.['bye']).toEqual([0, 400]);
  expect(await stop()).toEqual({});
});
