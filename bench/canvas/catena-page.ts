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

/** Catena's editor, as people use it. */
export function createCatenaPage(base: string): CanvasUnderTest {
  const client = createClient({ baseUrl: base });
  const press = async (page: Page, key: string) => {
    await page
      .locator('.react-flow__pane')
      .first()
      .focus({ timeout: 5_000 })
      .catch(() => undefined);
    await page.keyboard.press(key);
    await page.waitForTimeout(settleMs);
  };
  return {
    name: 'Catena',
    panBy: 'wheel',
    async url(count) {
      const { id } = await client.workflows.create({ workflow: toWorkflow(count) });
      return `${base}/w/${id}`;
    },
    async ready(page) {
      await page.waitForSelector('[data-id="n0"]', { timeout: 120_000, state: 'attached' });
    },
    async atZoomOne(page) {
      await press(page, '0');
    },
    async wholeGraph(page) {
      await press(page, '1');
    },
    async grip(page) {
      const box = await page.locator('.react-flow__node').first().boundingBox();
      if (!box) throw new Error('No node is in view.');
      return { x: box.x + Math.min(60, box.width / 2), y: box.y + Math.min(14, box.height / 2) };
    },
    async enterField(page) {
      await page.locator('.react-flow__node textarea, .react-flow__node input').first().click();
      return true;
    },
  };
}
