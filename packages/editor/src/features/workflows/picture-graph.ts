import { toCanvas } from 'html-to-image';
import { embedFonts } from './embed-fonts.ts';
import { fixStyles } from './fix-styles.ts';
import { drawnProperties } from './drawn-properties.ts';

/** How the picture of a graph is made. */
export interface PictureOptions {
  /** Pixels for each canvas unit. */
  scale: number;
  /** CSS colour behind the graph; none is transparent. */
  background: string | undefined;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const margin = 40;

/** The largest side, in pixels, that browsers reliably draw. */
const mostPixels = 12_000;

function placeOf(element: HTMLElement): { x: number; y: number } {
  const { e, f } = new DOMMatrixReadOnly(getComputedStyle(element).transform);
  return { x: e, y: f };
}

/** The box around all cards, in canvas units. */
function boundsOf(cards: readonly HTMLElement[]): Box {
  const boxes = cards.map((card) => {
    const { x, y } = placeOf(card);
    return { x, y, right: x + card.offsetWidth, bottom: y + card.offsetHeight };
  });
  const x = Math.min(...boxes.map((box) => box.x)) - margin;
  const y = Math.min(...boxes.map((box) => box.y)) - margin;
  const right = Math.max(...boxes.map((box) => box.right)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.bottom)) + margin;
  return { x, y, width: right - x, height: bottom - y };
}

/** What only helps to work on the graph is left out. */
function isDrawn(node: Node): boolean {
  return (
    !(node instanceof Element) ||
    !node.matches('.react-flow__resize-control, .react-flow__nodesselection')
  );
}

/** Copies what stands on the canvas into a picture of it. */
async function drawViewport(
  viewport: HTMLElement,
  { box, scale, background }: PictureOptions & { box: Box },
): Promise<HTMLCanvasElement> {
  const { x, y, width, height } = box;
  const fontEmbedCSS = await embedFonts();
  const undo = fixStyles(viewport);
  try {
    return await toCanvas(viewport, {
      width,
      height,
      pixelRatio: scale,
      fontEmbedCSS,
      includeStyleProperties: [...drawnProperties],
      filter: isDrawn,
      ...(background !== undefined && { backgroundColor: background }),
      style: {
        width: `${width}px`,
        height: `${height}px`,
        transform: `translate(${-x}px, ${-y}px)`,
        transformOrigin: '0 0',
      },
    });
  } finally {
    undo();
  }
}

/** Draws the graph that stands on the canvas, all of it. */
export async function pictureGraph(root: HTMLElement, options: PictureOptions): Promise<Blob> {
  const viewport = root.querySelector<HTMLElement>('.react-flow__viewport');
  const cards = [...root.querySelectorAll<HTMLElement>('.react-flow__node')];
  if (!viewport || cards.length === 0) throw new Error('There is nothing on the canvas to draw.');
  const { x, y, width, height } = boundsOf(cards);
  const scale = Math.min(options.scale, mostPixels / Math.max(width, height));
  const canvas = await drawViewport(viewport, {
    box: { x, y, width, height },
    scale,
    background: options.background,
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not draw a picture of this size.'));
    }, 'image/png');
  });
}
