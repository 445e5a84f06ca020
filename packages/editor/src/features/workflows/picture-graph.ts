import { toCanvas } from 'html-to-image';

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

/** Draws the graph that stands on the canvas, all of it. */
export async function pictureGraph(root: HTMLElement, options: PictureOptions): Promise<Blob> {
  const viewport = root.querySelector<HTMLElement>('.react-flow__viewport');
  const cards = [...root.querySelectorAll<HTMLElement>('.react-flow__node')];
  if (!viewport || cards.length === 0) throw new Error('There is nothing on the canvas to draw.');
  const { x, y, width, height } = boundsOf(cards);
  const scale = Math.min(options.scale, mostPixels / Math.max(width, height));
  const canvas = await toCanvas(viewport, {
    width,
    height,
    pixelRatio: scale,
    skipFonts: true,
    ...(options.background !== undefined && { backgroundColor: options.background }),
    style: {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${-x}px, ${-y}px)`,
      transformOrigin: '0 0',
    },
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not draw a picture of this size.'));
    }, 'image/png');
  });
}
