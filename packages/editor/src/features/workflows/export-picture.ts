import type { CommandContext } from '../../document/commands/command.ts';
import { embedWorkflow } from '../../document/png-workflow.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { countCards } from './count-cards.ts';
import { downloadBlob } from '../../ui/download-blob.ts';
import { toFileName } from './to-file-name.ts';

interface ExportPictureOptions {
  /** Pixels for each canvas unit. */
  scale: number;
  isTransparent: boolean;
  /** Whether the picture carries the workflow. */
  carries: boolean;
}

/** Two frames: one in which the page changes, one in which it has changed. */
const nextPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });

/** Has every card drawn, in full where the canvas can: from near by, else from where all are seen. */
async function drawAll(
  { canvas }: Pick<CommandContext, 'canvas'>,
  root: HTMLElement,
  count: number,
) {
  canvas.drawAll?.(true);
  canvas.zoomTo(1);
  await nextPaint();
  if (root.querySelectorAll('.react-flow__node').length >= count) return;
  canvas.fit();
  await nextPaint();
}

/** Lets the browser save a picture of the whole graph. */
export async function exportPicture(
  context: Pick<CommandContext, 'canvas'>,
  tab: OpenDocument,
  options: ExportPictureOptions,
): Promise<void> {
  const { workflow } = tab.document.getState();
  const root = document.querySelector<HTMLElement>('.react-flow');
  if (!root) throw new Error('The canvas is not on the screen.');
  const { pictureGraph } = await import('./picture-graph.ts');
  await drawAll(context, root, countCards(workflow));
  const canvasColor = getComputedStyle(document.documentElement)
    .getPropertyValue('--canvas')
    .trim();
  const picture = await pictureGraph(root, {
    scale: options.scale,
    background: options.isTransparent ? undefined : canvasColor,
  });
  context.canvas.drawAll?.(false);
  context.canvas.fit();
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const content = options.carries ? embedWorkflow(bytes, workflow) : bytes;
  downloadBlob(new Blob([content], { type: 'image/png' }), `${toFileName(workflow.name)}.png`);
}
