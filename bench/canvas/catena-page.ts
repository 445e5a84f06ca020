import type { Page } from '@playwright/test';
import { parseWorkflow, type Workflow } from '@catena/engine';
import { createClient } from '@catena/server/client';
import { benchGraph, inputNames } from './bench-graph.ts';
import type { CanvasUnderTest } from './open-page.ts';

const settleMs = 600;

/** The graph as a workflow: templates with five names, fed by each other or by a word of their own. */
function toWorkflow(count: number): Workflow {
  const nodes = benchGraph(count);
  const template = inputNames.map((name) => `{{${name}}}`).join(' ');
  const document = {
    catena: 1,
    name: `${count} nodes`,
    nodes: Object.fromEntries(
      nodes.map(({ id, title, inputs }) => [
        id,
        {
          type: 'text.template',
          title,
          input: {
            template,
            ...Object.fromEntries(
              inputs.map((source, port) => [
                inputNames[port],
                source === undefined ? 'word' : { $from: `${source}.text` },
              ]),
            ),
          },
        },
      ]),
    ),
    layout: Object.fromEntries(nodes.map(({ id, x, y }) => [id, [x, y]])),
  };
  const { workflow, issues } = parseWorkflow(JSON.stringify(document));
  if (!workflow) throw new Error(`The bench graph is wrong: ${issues[0]?.message}`);
  return workflow;
}

/** Where a node is taken hold of, from its upper left corner, in canvas units. */
const gripAt = { x: 120, y: 22 };

interface View {
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
  x: number;
  y: number;
}

/** What is seen of the canvas: its place on the page, and how React Flow has moved and scaled it. */
function readView(page: Page): Promise<View> {
  return page.evaluate(() => {
    const viewport = document.querySelector('.react-flow__viewport');
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!viewport || !box) throw new Error('There is no canvas.');
    const { a: zoom, e: x, f: y } = new DOMMatrix(getComputedStyle(viewport).transform);
    const { left, top, width, height } = box;
    return { left, top, width, height, zoom, x, y };
  });
}

/** The grip of the node nearest to the middle: by its place in the document, drawn as an element or not. */
async function findGrip(page: Page, count: number): Promise<{ x: number; y: number }> {
  const view = await readView(page);
  const middle = { x: view.left + view.width / 2, y: view.top + view.height / 2 };
  const grips = benchGraph(count).map(({ x, y }) => ({
    x: view.left + view.x + (x + gripAt.x) * view.zoom,
    y: view.top + view.y + (y + gripAt.y) * view.zoom,
  }));
  const distance = (at: { x: number; y: number }) => Math.hypot(at.x - middle.x, at.y - middle.y);
  const [nearest] = grips.toSorted((one, other) => distance(one) - distance(other));
  if (!nearest) throw new Error('The graph is empty.');
  return nearest;
}

/** The middle of a text field of a node that is in view and under nothing else. */
function findField(page: Page): Promise<{ x: number; y: number } | undefined> {
  return page.evaluate(() => {
    const fields = document.querySelectorAll('.react-flow__node :is(textarea, input)');
    for (const field of fields) {
      const { x, y, width, height } = field.getBoundingClientRect();
      const at = { x: x + width / 2, y: y + height / 2 };
      if (document.elementFromPoint(at.x, at.y) === field) return at;
    }
    return undefined;
  });
}

/** Catena's editor, as people use it. */
export function createCatenaPage(base: string): CanvasUnderTest {
  const client = createClient({ baseUrl: base });
  let shown = 0;
  const press = async (page: Page, key: string) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(settleMs);
  };
  return {
    name: 'Catena',
    panBy: 'wheel',
    async url(count) {
      shown = count;
      const { id } = await client.workflows.create({ workflow: toWorkflow(count) });
      return `${base}/w/${id}`;
    },
    async ready(page) {
      // At first all of it is in view, and that many cards are drawn on a canvas.
      await page.waitForSelector('[data-testid="canvas"] :is([data-drawn], .react-flow__node)', {
        timeout: 120_000,
        state: 'attached',
      });
    },
    atZoomOne: (page) => press(page, '0'),
    wholeGraph: (page) => press(page, '1'),
    grip: (page) => findGrip(page, shown),
    async enterField(page) {
      const field = await findField(page);
      if (field) await page.mouse.click(field.x, field.y);
      return field !== undefined;
    },
  };
}
