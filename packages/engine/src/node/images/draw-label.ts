import sharp from 'sharp';
import { labelFont, prepareFonts } from './label-font.ts';

/** A drawn line of text with a transparent ground. */
export interface DrawnLabel {
  bytes: Uint8Array;
  width: number;
  height: number;
}

interface LabelStyle {
  maxWidth: number;
  fontSize: number;
  /** `#rrggbb` */
  color: string;
}

const longestLabel = 300;

function toLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return Array.from(line).slice(0, longestLabel).join('');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function drawLine(line: string, style: LabelStyle): Promise<DrawnLabel> {
  // Drawings are cut to their ink. Invisible bars from the highest to the lowest stroke give all
  // labels the same foot, so that their base lines agree.
  const bar = '<span alpha="1">|</span>';
  const { data, info } = await sharp({
    text: {
      text: `${bar}<span foreground="${style.color}">${escapeMarkup(line)}</span>${bar}`,
      font: `${labelFont.family} ${style.fontSize}`,
      fontfile: labelFont.path,
      rgba: true,
      dpi: 72,
      wrap: 'none',
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** Draws one line, cut off with an ellipsis where it is too long; undefined for an empty one. */
export async function drawLabel(text: string, style: LabelStyle): Promise<DrawnLabel | undefined> {
  let line = toLine(text);
  if (line === '') return undefined;
  await prepareFonts();
  let label = await drawLine(line, style);
  let kept = Array.from(line).length;
  while (label.width > style.maxWidth && kept > 1) {
    const fitting = Math.floor((kept * style.maxWidth) / label.width);
    kept = Math.max(1, Math.min(kept - 1, fitting));
    line = Array.from(line).slice(0, kept).join('').trimEnd();
    label = await drawLine(`${line}…`, style);
  }
  return label;
}
