import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const fontFile = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
let isFontKnown = false;

export interface PageOfText {
  lines: readonly string[];
  fontSizePixels: number;
  widthPixels: number;
  /** Clockwise. */
  turnDegrees?: number;
}

/** Draws lines of text in black on white, as PNG; needs no font on the machine. */
export async function renderPage(page: PageOfText): Promise<Uint8Array> {
  await makeFontKnown();
  const { lines, fontSizePixels, widthPixels, turnDegrees = 0 } = page;
  const pitch = fontSizePixels * 1.6;
  const height = Math.round(pitch * (lines.length + 2));
  const texts = lines.map((line, index) => {
    const baseline = Math.round(pitch * (index + 1.7));
    return `<text x="${pitch}" y="${baseline}">${escapeXml(line)}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPixels}" height="${height}">
    <rect width="100%" height="100%" fill="white"/>
    <g font-family="DejaVu Sans" font-size="${fontSizePixels}"
      transform="rotate(${turnDegrees} ${widthPixels / 2} ${height / 2})">${texts.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** A text that is drawn with a font file makes the font known to the process, for SVG too. */
async function makeFontKnown(): Promise<void> {
  if (isFontKnown) return;
  await sharp({ text: { text: 'x', font: 'DejaVu Sans', fontfile: fontFile } })
    .raw()
    .toBuffer();
  isFontKnown = true;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
