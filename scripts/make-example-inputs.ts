/** Makes the pictures that examples start from: run it again after changing one of them. */
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
    path: 'scan-to-voice/inputs/receipt.png',
    lines: ['CORNER CAFE', '2 coffee      6.40', '1 cake        3.80', 'TOTAL        10.20'],
    width: 190,
    ink: '#333333',
    paper: '#ffffff',
  },
  {
    path: 'showcase/inputs/note.png',
    lines: ['a quiet morning by the sea', 'carnival in the old town', 'waiting for the last train'],
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
    .removeAlpha()
    .png()
    .toBuffer();
  await sharp(large)
    .resize(width, height)
    .png()
    .toFile(join(root, 'examples', path));
}

/** Three people of different size: the portrait, mirrored and scaled, on one picture. */
async function drawGroup(): Promise<void> {
  const portrait = join(root, 'examples/faces-contact-sheet/inputs/portrait.png');
  const person = { left: 130, top: 10, width: 240, height: 240 };
  const place = async (size: number, mirrored: boolean) =>
    sharp(await sharp(portrait).extract(person).flop(mirrored).toBuffer())
      .resize(size)
      .toBuffer();
  await sharp({ create: { width: 720, height: 320, channels: 3, background: '#c9d3da' } })
    .composite([
      { input: await place(200, false), left: 20, top: 60 },
      { input: await place(280, true), left: 240, top: 20 },
      { input: await place(150, false), left: 545, top: 85 },
    ])
    .png({ compressionLevel: 9 })
    .toFile(join(root, 'examples/faces-contact-sheet/inputs/group.png'));
}

for (const note of notes) await drawNote(note);
await drawGroup();
