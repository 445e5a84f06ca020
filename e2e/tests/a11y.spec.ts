import type { Page } from '@playwright/test';
import { findBarriers } from '../accessibility.ts';
import type { EditorPage } from '../editor-page.ts';
import { failing, greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

/** One thing that is looked at: how it is come to. */
interface View {
  name: string;
  show(editor: EditorPage, page: Page): Promise<void>;
}

const screens: readonly View[] = [
  {
    name: 'the canvas with the results of a run',
    async show(editor) {
      await editor.run();
    },
  },
  {
    name: 'a node in the inspector',
    async show(editor) {
      await editor.select('Swap');
      await expect(editor.inspector.getByRole('textbox', { name: 'Find' })).toBeVisible();
    },
  },
  {
    name: 'the palette',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(page.getByRole('searchbox', { name: 'Search the library' })).toBeVisible();
    },
  },
  {
    name: 'the outline',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Outline', exact: true }).click();
      await expect(page.getByRole('tree')).toBeVisible();
    },
  },
  {
    name: 'the run drawer with its timeline',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Show the run drawer' }).click();
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await expect(page.getByText(/in all/).first()).toBeVisible();
    },
  },
  {
    name: 'the app form',
    async show(editor, page) {
      await editor.command('Switch between canvas and app');
      await expect(page.getByRole('main', { name: 'The app form' })).toBeVisible();
    },
  },
  {
    name: 'the workflows',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Workflows', exact: true }).click();
      await expect(page.getByRole('heading', { name: /^Templates/ })).toBeVisible();
    },
  },
  {
    name: 'the runs',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Runs', exact: true }).click();
      await expect(page.getByRole('region', { name: 'List of runs' })).toBeVisible();
    },
  },
];

const dialogs: readonly View[] = [
  {
    name: 'the search for nodes',
    async show(_editor, page) {
      await page.keyboard.press('n');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'the command bar',
    async show(_editor, page) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'connecting',
    async show(editor, page) {
      await editor.select('Swap');
      await page.keyboard.press('c');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'finding',
    async show(_editor, page) {
      await page.keyboard.press('Control+f');
      await page.getByRole('search').getByRole('textbox').fill('good');
      await expect(page.getByRole('search')).toContainText('1 of 1');
    },
  },
  {
    name: 'the shortcuts',
    async show(_editor, page) {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'the export',
    async show(_editor, page) {
      await page.keyboard.press('Control+e');
      await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
    },
  },
  {
    name: 'the import',
    async show(_editor, page) {
      await page.keyboard.press('Control+i');
      await expect(page.getByRole('dialog', { name: 'Import a workflow' })).toBeVisible();
    },
  },
  {
    name: 'the settings',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'using it from code',
    async show(editor, page) {
      await editor.command('Use from code');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'the menu of a card',
    async show(editor, page) {
      await editor.card('Swap').getByText('Swap', { exact: true }).click({ button: 'right' });
      await expect(page.getByRole('menuitem', { name: /^Rename/ })).toBeVisible();
    },
  },
  {
    name: 'the ways to run',
    async show(_editor, page) {
      await page.getByRole('button', { name: 'More ways to run' }).click();
      await expect(page.getByRole('button', { name: /^Run once/ })).toBeVisible();
    },
  },
];

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing serious on any screen', async ({ editor, page }) => {
      await editor.open(greeting());
      await expect(editor.card('Swap')).toBeVisible();
      for (const { name, show } of screens) {
        await show(editor, page);
        expect.soft(await findBarriers(page), name).toEqual([]);
      }
    });

    test('axe finds nothing serious on any dialog', async ({ editor, page }) => {
      await editor.open(greeting());
      await expect(editor.card('Swap')).toBeVisible();
      for (const { name, show } of dialogs) {
        await show(editor, page);
        expect.soft(await findBarriers(page), name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });

    test('axe finds nothing serious on failures, issues and the large viewer', async ({
      editor,
      page,
    }) => {
      await editor.open(failing());
      await editor.runButton.click();
      await expect(editor.card('Read it')).toHaveAccessibleName(/failed/);
      await editor.select('Read it');
      await editor.inspector.getByRole('tab', { name: 'Result' }).click();
      await page.keyboard.press('e');
      expect(await findBarriers(page)).toEqual([]);
      await editor.card('Other branch').getByText('still here').last().dblclick();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await findBarriers(page)).toEqual([]);
    });
  });
}

test('the outline lists the graph in run order, with the same actions as the canvas', async ({
  editor,
  page,
}) => {
  await editor.open(greeting());
  await page.keyboard.press('o');
  const tree = page.getByRole('tree', { name: 'Cards in the order in which they run' });
  const names = () =>
    tree
      .locator('[role="treeitem"][aria-level="1"]')
      .evaluateAll((lines) =>
        lines.map((line) => (line.getAttribute('aria-label') ?? '').split(',')[0]),
      );
  await expect(tree.getByRole('treeitem', { name: /^words,/ })).toBeVisible();
  const order = await names();
  expect(order.indexOf('Hello')).toBeLessThan(order.indexOf('Swap'));
  expect(order.indexOf('Swap')).toBeLessThan(order.indexOf('words'));
  await tree.getByRole('treeitem', { name: /^Bye,/ }).click();
  await expect.poll(() => editor.selected()).toEqual(['bye']);
  await page.keyboard.press('Delete');
  await expect(editor.card('Bye')).toHaveCount(0);
  expect(await names()).not.toContain('Bye');
});

test('the end of a run is said to who does not see it, and by the title of the page', async ({
  editor,
  page,
}) => {
  await editor.open(greeting('Announced'));
  await editor.runButton.click();
  await expect(
    page.locator('[aria-live="polite"]').filter({ hasText: 'Run finished.' }),
  ).toBeAttached();
  await expect(page).toHaveTitle(/Announced/);
});

test('what moves stands still where less motion is wanted', async ({ editor, page }) => {
  await editor.open(greeting());
  await expect(editor.card('Swap')).toBeVisible();
  const longest = () =>
    page.evaluate(() => {
      const times = [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, animationName } = getComputedStyle(element);
        return animationName === 'none' ? [0] : animationDuration.split(',').map(Number.parseFloat);
      });
      return Math.max(...times);
    });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await editor.runButton.click();
  expect(await longest()).toBeLessThan(0.05);
});

for (const [device, width, height] of [
  ['a tablet', 768, 1024],
  ['a small laptop', 1280, 800],
] as const) {
  test(`${device} shows the canvas, the run button and nothing beyond the edge`, async ({
    editor,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await editor.open(greeting());
    await expect(editor.runButton).toBeInViewport({ ratio: 1 });
    await expect(editor.card('Swap')).toBeInViewport();
    const fits = () =>
      page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(await fits()).toBe(true);
    await editor.run();
    await page.getByRole('button', { name: 'Workflows', exact: true }).click();
    await expect(page.getByRole('heading', { name: /^Templates/ })).toBeVisible();
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: 'Runs', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
    expect(await fits()).toBe(true);
  });
}
