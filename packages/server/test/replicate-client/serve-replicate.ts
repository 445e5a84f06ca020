import { Buffer } from 'node:buffer';
import Replicate from 'replicate';
import { openServer, type ServerBench } from '../open-server.ts';
import type { ServerOptions } from '../../src/serve.ts';

/** A server in test mode, and the official client with nothing changed but the address. */
export interface ReplicateBench extends ServerBench {
  replicate: Replicate;
}

/** Starts a server as `catena serve` does. */
export async function serveReplicate(
  environment: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<ReplicateBench> {
  const bench = await openServer({ CATENA_TEST_MODE: '1', ...environment }, options);
  return { ...bench, replicate: new Replicate({ baseUrl: `${bench.url}/v1` }) };
}

/** Waits until something holds, for ten seconds at most. */
export async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const endMs = performance.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > endMs) throw new Error('It did not come to pass within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A picture of one pixel. */
export const onePixelPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
