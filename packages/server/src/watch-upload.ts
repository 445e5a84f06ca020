import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from './api/problem.ts';

/** How slow a client may send a body before the server stops to listen to it. */
export interface UploadPace {
  /** Time in which nothing is asked of it, in milliseconds. @defaultValue 20,000 */
  graceMs?: number;
  /** Least average rate after that. @defaultValue 1024 */
  bytesPerSecond?: number;
}

const defaultGraceMs = 20_000;
const defaultBytesPerSecond = 1024;
const longestIntervalMs = 2_000;

const tooSlow: Problem = {
  type: 'about:blank',
  title: 'The body of the request comes too slowly.',
  status: 408,
  code: 'request-timeout',
  detail: 'Send it again over a better connection.',
};

function refuse(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    incoming.destroy();
    return;
  }
  outgoing.writeHead(408, {
    'content-type': 'application/problem+json',
    connection: 'close',
  });
  outgoing.end(JSON.stringify(tooSlow), () => incoming.destroy());
}

/** Ends requests whose body does not come: each would keep its connection and its buffers for ever. */
export function watchUpload(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  pace: UploadPace = {},
): void {
  const { graceMs = defaultGraceMs, bytesPerSecond = defaultBytesPerSecond } = pace;
  const startMs = performance.now();
  const before = incoming.socket.bytesRead;
  const timer = setInterval(
    () => {
      if (incoming.complete) {
        clearInterval(timer);
        return;
      }
      const elapsedMs = performance.now() - startMs;
      const received = incoming.socket.bytesRead - before;
      // While the server itself is slow to read, nothing is said of the client.
      const waitsForClient = incoming.readableLength === 0;
      if (elapsedMs < graceMs || !waitsForClient) return;
      if (received >= (elapsedMs / 1000) * bytesPerSecond) return;
      clearInterval(timer);
      refuse(incoming, outgoing);
    },
    Math.min(graceMs, longestIntervalMs),
  ).unref();
  outgoing.once('close', () => clearInterval(timer));
}
