import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Workflow } from '@catena/engine';
import type { CatenaServer } from './catena-server.ts';

/** A point on the screen, in pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** A port of a card, by the ids of the document. */
export interface PortEnd {
  card: string;
  port: string;
  side: 'source' | 'target';
}

/** The editor as a person finds it on the page. */
export interface EditorPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly runButton: Locator;
  readonly inspector: Locator;
  /** Saves a workflow on the server and opens it; resolves with its id. */
  open(workflow: Workflow): Promise<string>;
  /** Goes to an address of the editor and waits until its canvas is there. */
  visit(path: string): Promise<void>;
  /** A card of the canvas by its title. */
  card(title: string): Locator;
  /** A card of the canvas by its id. */
  cardById(id: string): Locator;
  wire(id: string): Locator;
  /** The middle of a port's dot. */
  spotOf(end: PortEnd): Promise<Spot>;
  /** A point of a wire, as a share of its length. */
  spotOnWire(id: string, share: number): Promise<Spot>;
  /** A free place of the canvas, as a share of its width and height. */
  place(right: number, down: number): Promise<Spot>;
  /** Presses the left button at one point and lets it go at another. */
  drag(from: Spot, to: Spot): Promise<void>;
  connect(from: PortEnd, to: PortEnd): Promise<void>;
  /** Clicks the title of a card. */
  select(title: string, options?: { modifiers?: ('Shift' | 'Control')[] }): Promise<void>;
  /** Ids of the cards that are selected. */
  selected(): Promise<string[]>;
  /** Does a command by its words, through the command bar. */
  command(words: string): Promise<void>;
  /** Runs the workflow by the button and waits for its end. */
  run(): Promise<void>;
  /** Waits until a run that was watched has finished well. */
  finished(): Promise<void>;
  /** The open document as it is downloaded. */
  exported(): Promise<string>;
  /** The open document, through its download. */
  document(): Promise<Workflow>;
  /** Waits until everything is on the server; resolves with the document that is there. */
  saved(): Promise<Workflow>;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function middleOf(locator: Locator): Promise<Spot> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not on the page.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Makes what the tests see of a page with the editor. */
export function createEditorPage(page: Page, server: CatenaServer): EditorPage {
  const canvas = page.getByTestId('canvas');
  const cardById = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const runs = page.getByRole('group', { name: 'Run' });

  async function drag(from: Spot, to: Spot) {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
  }

  const editor: EditorPage = {
    page,
    canvas,
    runButton: runs.getByRole('button', { name: /^Run(:|$)/ }),
    inspector: page.locator('[data-side="right"]'),
    async open(workflow) {
      const { id } = await server.client.workflows.create({ workflow });
      await editor.visit(`/w/${id}`);
      return id;
    },
    async visit(path) {
      await page.goto(path);
      await expect(canvas).toBeVisible();
    },
    card: (title) =>
      page.getByRole('group', { name: new RegExp(`^${escapeForPattern(title)}(,|$)`) }),
    cardById,
    wire: (id) => page.locator(`.react-flow__edge[data-id="${id}"]`),
    spotOf: ({ card, port, side }) =>
      middleOf(cardById(card).locator(`[data-port="${port}"][data-side="${side}"]`)),
    spotOnWire: (id, share) =>
      editor
        .wire(id)
        .locator('path')
        .first()
        .evaluate((path: SVGPathElement, along) => {
          const point = path.getPointAtLength(path.getTotalLength() * along);
          const { x, y } = point.matrixTransform(path.getScreenCTM() ?? undefined);
          return { x, y };
        }, share),
    async place(right, down) {
      const box = await canvas.boundingBox();
      if (!box) throw new Error('There is no canvas.');
      return { x: box.x + box.width * right, y: box.y + box.height * down };
    },
    drag,
    async connect(from, to) {
      await drag(await editor.spotOf(from), await editor.spotOf(to));
    },
    async select(title, options = {}) {
      await editor.card(title).getByText(title, { exact: true }).last().click(options);
    },
    selected: () =>
      page
        .locator('.react-flow__node.selected')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? '').toSorted()),
    async command(words) {
      await page.keyboard.press('Control+k');
      const field = page.getByRole('combobox', { name: 'Search commands, cards and workflows' });
      await field.fill(words);
      await page.getByRole('option', { name: words }).first().click();
      await expect(field).toBeHidden();
    },
    async run() {
      await editor.runButton.click();
      await editor.finished();
    },
    async finished() {
      await expect(runs.getByText('Run finished.')).toBeAttached({ timeout: 90_000 });
    },
    async exported() {
      await page.keyboard.press('Control+e');
      const dialog = page.getByRole('dialog', { name: 'Export' });
      const downloading = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Download JSON' }).click();
      const text = await readFile(await (await downloading).path(), 'utf8');
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      return text;
    },
    document: async () => JSON.parse(await editor.exported()) as Workflow,
    async saved() {
      const wanted = await editor.exported();
      await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
      const [, id = ''] = /\/w\/([^/?]+)/.exec(page.url()) ?? [];
      const { workflow } = await server.client.workflows.get(id);
      expect(workflow).toEqual(JSON.parse(wanted));
      return workflow as Workflow;
    },
  };
  return editor;
}
