import { createParser } from 'eventsource-parser';
import { request } from 'undici';
import type { ReplicateTransport } from './replicate-transport.ts';

export interface TextStreamOptions {
  transport: ReplicateTransport;
  signal: AbortSignal;
  onText(text: string): void;
}

/**
 * Reads the text of a prediction while it is being written. Resolves at the end of the stream,
 * whatever the reason: the prediction itself says how it went. Its address is the credential; no
 * token is sent there.
 */
export async function readTextStream(url: string, options: TextStreamOptions): Promise<void> {
  const { transport, signal, onText } = options;
  if (!mayRead(url, transport.origin)) return;
  let done = false;
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === 'output') onText(data);
      else if (event === 'done' || event === 'error') done = true;
    },
  });
  try {
    const { statusCode, body } = await request(url, {
      headers: { accept: 'text/event-stream', 'user-agent': 'catena' },
      dispatcher: transport.dispatcher,
      signal,
    });
    // Letting go of a body counts as its failure.
    body.on('error', () => undefined);
    if (statusCode !== 200) {
      body.destroy();
      return;
    }
    const decoder = new TextDecoder();
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(piece, { stream: true }));
      if (done) return;
    }
  } catch {
    // A stream that breaks costs words on the way, not the result.
  }
}

/** Files are streamed too, but as addresses; a stream is where the API is, or behind TLS. */
function mayRead(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin: own, protocol, pathname } = new URL(url);
  if (pathname.startsWith('/v1/files/')) return false;
  return own === origin || protocol === 'https:';
}
