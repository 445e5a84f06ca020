import type { Workflow } from '@catena/engine';
import { createEditorPage, type EditorPage } from '../editor-page.ts';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

async function rename(editor: EditorPage, title: string, next: string) {
  await editor.select(title);
  await editor.page.keyboard.press('F2');
  await editor.page.getByRole('textbox', { name: 'Title', exact: true }).fill(next);
  await editor.page.keyboard.press('Enter');
  await expect(editor.card(next)).toBeVisible();
}

/** Waits until the drafts of this browser hold a text. */
async function drafted({ page }: EditorPage, text: string) {
  await expect
    .poll(() =>
      page.evaluate(
        (wanted) =>
          new Promise<boolean>((resolve) => {
            const opening = indexedDB.open('catena-drafts');
            opening.onsuccess = () => {
              const all = opening.result.transaction('windows').objectStore('windows').getAll();
              all.onsuccess = () => {
                opening.result.close();
                resolve(JSON.stringify(all.result).includes(wanted));
              };
            };
          }),
        text,
      ),
    )
    .toBe(true);
}

test('two tabs that save the same workflow lose nothing: the second one is asked', async ({
  editor,
  context,
  server,
}) => {
  const id = await editor.open(greeting('Shared'));
  const other = createEditorPage(await context.newPage(), server);
  await other.visit(`/w/${id}`);
  await expect(other.card('Hello')).toBeVisible();
  // Saving waits until both have changed something.
  await context.route('**/api/workflows/**', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await rename(editor, 'Hello', 'Hello from one');
  await rename(other, 'Hello', 'Hello from two');
  release();

  const banners = [editor, other].map(({ page }) =>
    page.getByRole('alert').filter({ hasText: 'Saved elsewhere as revision' }),
  );
  await expect
    .poll(async () =>
      (await Promise.all(banners.map((banner) => banner.isVisible()))).filter(Boolean),
    )
    .toHaveLength(1);
  const loser = (await banners[0]?.isVisible()) ? editor : other;
  const [mine, theirs] =
    loser === editor ? ['Hello from one', 'Hello from two'] : ['Hello from two', 'Hello from one'];
  await expect(loser.card(mine)).toBeVisible();
  await loser.page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(loser.page.getByRole('alert')).toHaveCount(0);
  const titles = async () => {
    const { workflows } = await server.client.workflows.list({ limit: 200 });
    const ours = workflows.filter(({ name }) => name?.startsWith('Shared'));
    const records = await Promise.all(ours.map((one) => server.client.workflows.get(one.id)));
    return records
      .map((record) => (record.workflow as Workflow).nodes['hello']?.title ?? '')
      .toSorted();
  };
  await expect.poll(titles).toEqual([mine, theirs].toSorted());
});

test('two documents in two tabs do not overwrite one another', async ({
  editor,
  context,
  server,
}) => {
  await editor.open(greeting('Left'));
  const other = createEditorPage(await context.newPage(), server);
  await other.open(greeting('Right'));
  await rename(editor, 'Bye', 'Only left');
  await rename(other, 'Bye', 'Only right');
  await Promise.all([drafted(editor, 'Only left'), drafted(other, 'Only right')]);
  await editor.page.reload();
  await other.page.reload();
  await expect(editor.card('Only left')).toBeVisible();
  await expect(editor.card('Only right')).toHaveCount(0);
  await expect(other.card('Only right')).toBeVisible();
  expect((await editor.saved()).nodes['bye']?.title).toBe('Only left');
  expect((await other.saved()).nodes['bye']?.title).toBe('Only right');
});

test('what was never saved is there again after the page has crashed', async ({
  editor,
  page,
  context,
  server,
}) => {
  await editor.visit('/?template=language-desk');
  await page.getByRole('button', { name: 'New workflow' }).click();
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Add a node' }).getByRole('combobox').fill('template');
  await page.keyboard.press('Enter');
  await editor.card('Template').getByRole('textbox', { name: 'Template' }).fill('do not lose me');
  await drafted(editor, 'do not lose me');
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  // The page is gone before it could answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;

  const after = createEditorPage(await context.newPage(), server);
  await after.visit('/');
  await expect(after.card('Template').getByRole('textbox', { name: 'Template' })).toHaveValue(
    'do not lose me',
  );
});

test('a server that is away is told, editing goes on, and everything is saved when it is back', async ({
  editor,
  page,
  server,
}) => {
  await editor.open(greeting('Away'));
  await editor.select('Hello');
  await expect(editor.inspector.getByRole('textbox', { name: 'Template' })).toBeVisible();
  await server.stop();
  await rename(editor, 'Bye', 'Written meanwhile');
  const banner = page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
  await expect(banner).toBeVisible();
  await server.start();
  await expect(banner).toBeHidden({ timeout: 30_000 });
  expect((await editor.saved()).nodes['bye']?.title).toBe('Written meanwhile');
});
