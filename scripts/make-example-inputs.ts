/** Makes the pictures of text that examples read: run it again after changing a text. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);

interface Note {
  path: string;
  lines: string[];
  /** Pixels; small, so that upscaling has something to do. */
  width: number;
  ink: string;
  paper: string;
}

const notes: Note[] = [
  {
    path: 'showcase/inputs/note.png',
    lines: ['a deep blue ocean at night', 'golden leaves in autumn', 'a quiet green forest'],
    width: 300,
    ink: '#2b2f4a',
    paper: '#f7f1e1',
  },
];

// Drawn large and made smaller, as a camera would: thin strokes blur instead of being hinted away.
const scale = 4;

async function drawNote({ path, lines, width, ink, paper }: Note): Promise<void> {
  const words = await sharp({
    text: {
      text: `<span foreground="${ink}">${lines.join('\n')}</span>`,
      font: 'DejaVu Sans 11',
      fontfile: join(fontFolder, 'DejaVuSans.ttf'),
      dpi: 72 * scale,
      spacing: 8 * scale,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  const height = Math.round(words.info.height / scale) + 40;
  const large = await sharp({
    create: { width: width * scale, height: height * scale, channels: 3, background: paper },
  })
    .composite([{ input: words.data, left: 20 * scale, top: 20 * scale }])
    .png()
    .toBuffer();
  await sharp(large).resize(width, height).png().toFile(join(root, 'examples', path));
}

for (const note of notes) await drawNote(note);
