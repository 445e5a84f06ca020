/** What a `data:` address holds. */
export interface DataContent {
  mediaType: string;
  bytes: Uint8Array;
}

const head = /^data:([^,;]*)((?:;[^,;]*)*),/i;
const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Reads a `data:` address; undefined where it is none. */
export function readDataUri(text: string): DataContent | undefined {
  // The head is short; the rest may be large, and is read without a pattern that goes back.
  const match = head.exec(text.slice(0, 1_000));
  if (!match) return undefined;
  const [whole, type = '', parameters = ''] = match;
  const mediaType = type.trim().toLowerCase() || 'text/plain';
  const content = text.slice(whole.length);
  if (/;\s*base64$/i.test(parameters)) {
    if (!base64.test(content)) return undefined;
    return { mediaType, bytes: new Uint8Array(Buffer.from(content, 'base64')) };
  }
  try {
    return { mediaType, bytes: new TextEncoder().encode(decodeURIComponent(content)) };
  } catch {
    return undefined;
  }
}
