import { Buffer } from 'node:buffer';

/** Characters that are decoded at a time; a multiple of four, so that no group is cut. */
const pieceLength = 1024 * 1024;
/** Bytes that are encoded at a time; a multiple of three. */
const pieceBytes = 768 * 1024;

/** The content of a data: URL, in pieces, and the type it names. */
export interface DataUrlContent {
  mediaType: string;
  content: AsyncIterable<Uint8Array>;
}

/** Reads `data:[type][;base64],content`; undefined where a text is no data: URL. */
export function readDataUrl(url: string): DataUrlContent | undefined {
  const [head, type, base64] = /^data:([^,;]*)(?:;(?!base64)[^,;]*)*(;base64)?,/i.exec(url) ?? [];
  if (head === undefined) return undefined;
  const mediaType = type === undefined || type === '' ? 'text/plain' : type;
  const content = base64 === undefined ? unescaped(url, head.length) : decoded(url, head.length);
  return { mediaType, content };
}

/** Writes bytes as a data: URL; `source` is consumed piece by piece. */
export async function writeDataUrl(
  mediaType: string,
  source: AsyncIterable<Uint8Array>,
): Promise<string> {
  const texts: string[] = [];
  let rest = Buffer.alloc(0);
  for await (const piece of source) {
    rest = Buffer.concat([rest, piece]);
    const whole = rest.length - (rest.length % 3);
    if (whole < pieceBytes) continue;
    texts.push(rest.toString('base64', 0, whole));
    rest = rest.subarray(whole);
  }
  texts.push(rest.toString('base64'));
  return `data:${mediaType};base64,${texts.join('')}`;
}

async function* decoded(url: string, start: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < url.length; at += pieceLength) {
    yield Buffer.from(url.slice(at, at + pieceLength), 'base64');
  }
}

async function* unescaped(url: string, start: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(decodeURIComponent(url.slice(start)));
}
