import { readPngChunks, type PngChunk } from './png-chunks.ts';

/** More than this is no text that people put into a picture; a few bytes can unfold to gigabytes. */
const mostTextBytes = 32 * 1024 * 1024;

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder();

/** Splits at a zero byte; undefined where there is none. */
function cut(bytes: Uint8Array): [Uint8Array, Uint8Array] | undefined {
  const end = bytes.indexOf(0);
  return end < 0 ? undefined : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const stream = new Blob([new Uint8Array(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.length;
      if (size > mostTextBytes) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function readInternational(rest: Uint8Array): Promise<string | undefined> {
  const [compressed] = rest;
  // After two flags come the language and the translated keyword, each ended by a zero.
  const text = cut(cut(rest.subarray(2))?.[1] ?? new Uint8Array())?.[1];
  if (!text) return undefined;
  const plain = compressed === 1 ? await inflate(text) : text;
  return plain && utf8.decode(plain);
}

type TextReader = (rest: Uint8Array) => Promise<string | undefined> | string | undefined;

/** How each kind of text chunk is read, after its keyword. */
const readers: Readonly<Record<string, TextReader>> = {
  tEXt: (rest) => latin1.decode(rest),
  zTXt: async (rest) => {
    const plain = await inflate(rest.subarray(1));
    return plain && latin1.decode(plain);
  },
  iTXt: readInternational,
};

/** The texts that a PNG file carries, by keyword; none where the bytes are no PNG. */
export async function readPngTexts(png: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { type, content } of readPngChunks(png)) {
    const [keyword, rest] = cut(content) ?? [];
    const read = readers[type];
    if (!read || !keyword || !rest) continue;
    const text = await read(rest);
    if (text !== undefined) texts.set(latin1.decode(keyword), text);
  }
  return texts;
}

/** A chunk of text in UTF-8, not compressed. */
export function toTextChunk(keyword: string, text: string): PngChunk {
  const encoder = new TextEncoder();
  const start = encoder.encode(`${keyword}\0\0\0\0\0`);
  const body = encoder.encode(text);
  const content = new Uint8Array(start.length + body.length);
  content.set(start);
  content.set(body, start.length);
  return { type: 'iTXt', content };
}

/** The keyword of a text chunk; undefined for other chunks. */
export function keywordOf({ type, content }: PngChunk): string | undefined {
  const [keyword] = (type in readers && cut(content)) || [];
  return keyword && latin1.decode(keyword);
}
