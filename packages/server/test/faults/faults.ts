import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, WholeAnswer } from './fault-proxy.ts';

const latencyMs = 400;
const pieces = 8;

/** Refuses a call before the server has seen it. */
function refuse(status: number, body: Record<string, unknown>): Fault {
  return async ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(`${JSON.stringify({ ...body, status })}\n`);
  };
}

function write(response: Parameters<Fault>[0]['response'], { status, headers, body }: WholeAnswer) {
  const { 'transfer-encoding': _chunked, connection: _connection, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': String(body.length) });
}

/** What can go wrong with a call. */
export const faults = {
  'comes late': async ({ response, forward }) => {
    await delay(latencyMs);
    const answer = await forward();
    write(response, answer);
    response.end(answer.body);
  },
  'is reset before it arrives': async ({ reset }) => reset(),
  'is reset after it arrived': async ({ forward, reset }) => {
    await forward();
    reset();
  },
  'is throttled, with a time': refuse(429, {
    detail: 'Request was throttled. Your rate limit resets in ~1s.',
    retry_after: 1,
  }),
  'is throttled, without a time': refuse(429, { detail: 'Request was throttled.' }),
  'ends in a 500': refuse(500, { detail: 'Internal server error' }),
  'ends in a 502': refuse(502, { detail: 'Bad gateway' }),
  'ends in a 503': refuse(503, { detail: 'Service unavailable' }),
  'ends in a 502 after it arrived': async ({ response, forward }) => {
    await forward();
    response.writeHead(502).end();
  },
  'is cut off': async ({ response, forward, reset }) => {
    const answer = await forward();
    write(response, answer);
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
    await delay(20);
    reset();
  },
  'trickles in': async ({ response, forward }) => {
    const answer = await forward();
    write(response, answer);
    const size = Math.max(1, Math.ceil(answer.body.length / pieces));
    for (let at = 0; at < answer.body.length; at += size) {
      response.write(answer.body.subarray(at, at + size));
      await delay(latencyMs / pieces);
    }
    response.end();
  },
  'is gone': refuse(404, { detail: 'The requested resource could not be found.' }),
} satisfies Record<string, Fault>;

/** The name of a fault. */
export type FaultName = keyof typeof faults;
