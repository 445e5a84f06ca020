/**
 * Runs every example and makes the picture of its result, `examples/<name>/result.png`: the sheet that
 * the example itself has drawn, or its sounds and texts drawn here.
 *
 * Usage: node --conditions=@catena/source --import tsx scripts/make-example-pictures.ts [NAME …]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { readAll } from '../packages/engine/src/artifact/read-all.ts';
import {
  examplesFolder,
  filesOf,
  itemsOf,
  withExample,
  type Example,
} from '../examples/open-example.ts';

type Outputs = Readonly<Record<string, unknown>>;

interface Drawn {
  png: Buffer;
  width: number;
  height: number;
}

interface Turn {
  startSeconds: number;
  color: string;
}

const width = 1400;
const margin = 56;
const gap = 36;
const inner = width - 2 * margin;
/** Pixels; more than a page of a README shows would only make the files larger. */
const sheetWidth = 840;
const paper = '#f4f4f7';
const ink = '#26262b';
const quiet = '#7a7a85';
const palette = ['#3b5bdb', '#e8590c'];

const fontFile = join(
  createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'),
  '../ttf/DejaVuSans.ttf',
);

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const span = (text: string, color: string): string =>
  `<span foreground="${color}">${escape(text)}</span>`;

async function drawText(markup: string, size = 30): Promise<Drawn> {
  const text = {
    text: markup,
    font: `DejaVu Sans ${size}`,
    fontfile: fontFile,
    rgba: true,
    dpi: 72,
    width: inner,
    spacing: Math.round(size * 0.4),
  };
  const { data, info } = await sharp({ text }).png().toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

const caption = (text: string): Promise<Drawn> => drawText(span(text, quiet), 24);

async function bytesOf({ services }: Example, value: unknown): Promise<Buffer> {
  const [file] = filesOf(value);
  if (!file) throw new Error('There is no file to draw.');
  return Buffer.from(await readAll(services.artifacts.read(file.$artifact)));
}

/** Samples from -1 to 1 of a WAV of one channel and 16 bits, which is what the examples speak. */
function readSamples(wav: Buffer): { samples: Float32Array; sampleRateHz: number } {
  const data = wav.indexOf('data', 12, 'latin1');
  const end = Math.min(wav.length, data + 8 + wav.readUInt32LE(data + 4));
  const count = Math.floor((end - data - 8) / 2);
  const samples = Float32Array.from(
    { length: count },
    (_, index) => wav.readInt16LE(data + 8 + index * 2) / 32_768,
  );
  return { samples, sampleRateHz: wav.readUInt32LE(24) };
}

/** A sound as bars, each coloured as the turn that it belongs to. */
async function drawSound(wav: Buffer, turns: readonly Turn[] = []): Promise<Drawn> {
  const { samples, sampleRateHz } = readSamples(wav);
  const height = 130;
  const step = 8;
  const perBar = samples.length / Math.floor(inner / step);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0.01);
  const bars: string[] = [];
  for (let index = 0; (index + 1) * perBar <= samples.length; index += 1) {
    const part = samples.subarray(Math.floor(index * perBar), Math.floor((index + 1) * perBar));
    const peak = part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const tall = Math.max(4, (peak / loudest) * height);
    const second = ((index + 0.5) * perBar) / sampleRateHz;
    const color = turns.findLast(({ startSeconds }) => startSeconds <= second)?.color;
    bars.push(
      `<rect x="${index * step}" y="${(height - tall) / 2}" width="5" height="${tall}" rx="2.5" fill="${color ?? palette[0]}"/>`,
    );
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${inner}" height="${height}">${bars.join('')}</svg>`;
  return { png: await sharp(Buffer.from(svg)).png().toBuffer(), width: inner, height };
}

/** A picture, enlarged so that its pixels are seen, and beside it what a model has made of it. */
async function drawPair(before: Buffer, after: Buffer): Promise<Drawn> {
  const each = Math.floor((inner - gap) / 2);
  const scaled = await Promise.all([
    sharp(before).resize({ width: each, kernel: 'nearest' }).toBuffer(),
    sharp(after).resize({ width: each }).toBuffer(),
  ]);
  const { height } = await sharp(scaled[0]).metadata();
  const ground = { width: inner, height, channels: 3, background: paper } as const;
  const png = await sharp({ create: ground })
    .composite(scaled.map((input, index) => ({ input, left: index * (each + gap), top: 0 })))
    .png()
    .toBuffer();
  return { png, width: inner, height };
}

/** Puts drawings below each other on a page. */
async function drawPage(parts: readonly Drawn[]): Promise<Buffer> {
  let top = margin;
  const layers = parts.map(({ png, height }) => {
    const layer = { input: png, left: margin, top };
    top += height + gap;
    return layer;
  });
  const page = { width, height: top - gap + margin, channels: 3, background: paper } as const;
  return sharp(await sharp({ create: page }).composite(layers).png().toBuffer())
    .png({ palette: true, dither: 0, effort: 10 })
    .toBuffer();
}

const shrink = async (sheet: Buffer): Promise<Buffer> =>
  sharp(sheet)
    .resize({ width: sheetWidth, withoutEnlargement: true })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();

async function drawReceipt(example: Example, outputs: Outputs): Promise<Buffer> {
  const scan = await readFile(join(examplesFolder, 'scan-to-voice', 'inputs', 'receipt.png'));
  const text = String(outputs['text']).replaceAll('\n', '  ·  ');
  return drawPage([
    await caption('the scan, and sharpened'),
    await drawPair(scan, await bytesOf(example, outputs['sharp-scan'])),
    await caption('read'),
    await drawText(span(text, ink), 28),
    await caption('the total, spoken'),
    await drawText(span(String(outputs['total']), palette[0] ?? ink), 44),
    await drawSound(await bytesOf(example, outputs['speech'])),
  ]);
}

async function drawNotes(example: Example, outputs: Outputs): Promise<Buffer> {
  const lines = String(outputs['notes']).split('\n');
  const colors = lines.map((_, index) => palette[index % palette.length] ?? ink);
  const turns = lines.map((line, index) => ({
    startSeconds: Number.parseFloat(line),
    color: colors[index] ?? ink,
  }));
  return drawPage([
    await caption('the recording, cut where somebody begins to speak'),
    await drawSound(await bytesOf(example, outputs['recording']), turns),
    await caption('the notes'),
    await drawText(lines.map((line, index) => span(line, colors[index] ?? ink)).join('\n')),
  ]);
}

async function drawDesk(example: Example, outputs: Outputs): Promise<Buffer> {
  const messages = itemsOf(example.workflow.inputs?.['messages']?.default).map(String);
  const languages = itemsOf(outputs['languages']).map(String);
  const rows = messages.map((message, index) => {
    const color = languages[index] === 'en' ? palette[0] : palette[1];
    return `${span(languages[index] ?? '', color ?? ink)}\t${span(message, ink)}`;
  });
  return drawPage([
    await caption('the messages, and their languages as found'),
    await drawText(rows.join('\n')),
    await caption('English: a voice message'),
    await drawSound(await bytesOf(example, outputs['voice-message'])),
    await caption('all others: a list for the translators'),
    await drawText(span(String(outputs['to-translate']), palette[1] ?? ink)),
  ]);
}

/** A picture as wide as the page. */
async function drawWhole(picture: Buffer): Promise<Drawn> {
  const { data: png, info } = await sharp(picture)
    .resize({ width: inner })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { png, width: info.width, height: info.height };
}

async function drawCloseAndWide(example: Example, outputs: Outputs): Promise<Buffer> {
  return drawPage([
    await caption('cut close'),
    await drawWhole(await bytesOf(example, outputs['close'])),
    await caption('cut wide'),
    await drawWhole(await bytesOf(example, outputs['wide'])),
  ]);
}

const drawSheet =
  (output: string) =>
  async (example: Example, outputs: Outputs): Promise<Buffer> =>
    shrink(await bytesOf(example, outputs[output]));

const drawings: Record<string, (example: Example, outputs: Outputs) => Promise<Buffer>> = {
  showcase: drawSheet('sheet'),
  'faces-contact-sheet': drawSheet('sheet'),
  'scan-to-voice': drawReceipt,
  'meeting-notes': drawNotes,
  'privacy-gate': drawSheet('overview'),
  'language-desk': drawDesk,
  'workflow-in-workflow': drawCloseAndWide,
};

const chosen = process.argv.slice(2);
for (const [name, draw] of Object.entries(drawings)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  await withExample(name, async (example) => {
    const run = await example.services.engine.run(example.workflow, { folder: example.folder });
    const { status, outputs } = await run.result;
    if (status !== 'succeeded') throw new Error(`${name} ended as ${status}.`);
    const picture = await draw(example, outputs);
    await writeFile(join(examplesFolder, name, 'result.png'), picture);
    console.log(`examples/${name}/result.png: ${Math.round(picture.length / 1000)} kB`);
  });
}
