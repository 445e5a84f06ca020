import sharp, { type OverlayOptions } from 'sharp';
import type { ArtifactRef } from '../../artifact/artifact-ref.ts';
import { EngineError } from '../../errors/engine-error.ts';
import { drawLabel } from './draw-label.ts';

interface SheetOptions {
  images: readonly ArtifactRef[];
  labels: readonly string[];
  columns: number;
  /** Pixels. */
  cellSize: number;
  background: string;
  /** Throws where the sheet would be too large. */
  checkSize(pixels: number): void;
  /** A picture as an encoded one, fitted into a square. */
  draw(ref: ArtifactRef, size: number): Promise<Uint8Array>;
}

interface SheetLayout {
  columns: number;
  rows: number;
  cell: number;
  gap: number;
  fontSize: number;
  /** Height of the line below a cell; 0 without labels. */
  labelHeight: number;
  width: number;
  height: number;
}

function layOut(options: SheetOptions): SheetLayout {
  const cell = options.cellSize;
  const columns = Math.min(options.columns, options.images.length);
  const rows = Math.ceil(options.images.length / columns);
  const gap = Math.max(8, Math.round(cell * 0.06));
  const fontSize = Math.min(28, Math.max(11, Math.round(cell / 18)));
  const hasLabels = options.labels.some((label) => label.trim() !== '');
  const labelHeight = hasLabels ? Math.round(fontSize * 2) : 0;
  return {
    columns,
    rows,
    cell,
    gap,
    fontSize,
    labelHeight,
    width: columns * (cell + gap) + gap,
    height: rows * (cell + labelHeight + gap) + gap,
  };
}

interface SheetColors {
  background: { r: number; g: number; b: number; alpha: number };
  /** `#rrggbb`, readable on the background. */
  text: string;
  /** Makes the cells visible, whatever shape their pictures have. */
  cell: { r: number; g: number; b: number; alpha: number };
}

async function chooseColors(background: string): Promise<SheetColors> {
  try {
    const pixel = sharp({ create: { width: 1, height: 1, channels: 4, background } });
    const [r = 255, g = 255, b = 255, opacity = 255] = await pixel.raw().toBuffer();
    // Luma of ITU-R BT.601; what is transparent is taken for white.
    const luma = (0.299 * r + 0.587 * g + 0.114 * b - 255) * (opacity / 255) + 255;
    const ink = luma < 140 ? 255 : 0;
    return {
      background: { r, g, b, alpha: opacity / 255 },
      text: ink === 255 ? '#f2f2f2' : '#26262b',
      cell: { r: ink, g: ink, b: ink, alpha: 0.05 },
    };
  } catch (error) {
    throw new EngineError({
      code: 'invalid-color',
      message: `${JSON.stringify(background)} is not a colour.`,
      hint: 'Write a CSS colour, such as #1e1e24, rgb(30, 30, 36) or white.',
      cause: error,
    });
  }
}

async function drawCell(
  options: SheetOptions,
  layout: SheetLayout,
  place: { index: number; colors: SheetColors },
): Promise<OverlayOptions[]> {
  const { index, colors } = place;
  const { cell, gap } = layout;
  const ref = options.images[index];
  if (!ref) return [];
  const left = gap + (index % layout.columns) * (cell + gap);
  const top = gap + Math.floor(index / layout.columns) * (cell + layout.labelHeight + gap);
  const picture = await options.draw(ref, cell);
  const ground = {
    create: { width: cell, height: cell, channels: 4, background: colors.cell },
  } as const;
  const framed = await sharp(ground)
    .composite([{ input: Buffer.from(picture), gravity: 'centre' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  const parts: OverlayOptions[] = [{ input: framed, left, top }];
  const label = await drawLabel(options.labels[index] ?? '', {
    maxWidth: cell,
    fontSize: layout.fontSize,
    color: colors.text,
  });
  if (label) {
    const foot = top + cell + Math.round(layout.labelHeight * 0.82);
    parts.push({
      input: Buffer.from(label.bytes),
      left: left + Math.max(0, Math.round((cell - label.width) / 2)),
      top: foot - label.height,
    });
  }
  return parts;
}

/** Draws pictures in a grid of equal cells, each with a line of text below, and encodes it as PNG. */
export async function drawContactSheet(options: SheetOptions): Promise<Uint8Array> {
  const layout = layOut(options);
  options.checkSize(layout.width * layout.height);
  const colors = await chooseColors(options.background);
  const parts: OverlayOptions[] = [];
  for (let index = 0; index < options.images.length; index += 1) {
    parts.push(...(await drawCell(options, layout, { index, colors })));
  }
  const { width, height } = layout;
  const sheet = sharp({
    create: { width, height, channels: 4, background: colors.background },
    limitInputPixels: false,
  }).composite(parts);
  return (colors.background.alpha === 1 ? sheet.removeAlpha() : sheet).png().toBuffer();
}
