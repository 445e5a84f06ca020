import type { Context, MiddlewareHandler } from 'hono';
import { throttled } from '../errors/replicate-error.ts';
import type { FastClock } from '../time/fast-clock.ts';
import { TokenBucket, type Allowance } from './token-bucket.ts';

const minuteMs = 60_000;

/** Creates of predictions and trainings, where nothing else is said. */
export const defaultCreateAllowance: Allowance = { limit: 600, windowMs: minuteMs, burst: 600 };
const pollAllowance: Allowance = { limit: 60_000, windowMs: minuteMs, burst: 60_000 };
const otherAllowance: Allowance = { limit: 3_000, windowMs: minuteMs, burst: 3_000 };

const createPath = /\/(predictions|trainings)$/;
const pollPath = /^\/v1\/predictions\/[^/]+$/;

/** These are other hosts at Replicate, and count nowhere. */
const freePath = /^\/v1\/(streams|delivery)\//;

/** What floating point may add to a wait. */
const roundingMs = 1e-6;

type Kind = 'create' | 'poll' | 'other';

function kindOf({ req }: Context): Kind | undefined {
  if (freePath.test(req.path)) return undefined;
  if (req.method === 'POST' && createPath.test(req.path)) return 'create';
  return req.method === 'GET' && pollPath.test(req.path) ? 'poll' : 'other';
}

/** Counts calls as Replicate does: creates, looks at one prediction, and everything else apart. */
export function rateLimit(clock: FastClock, creates: Allowance): MiddlewareHandler {
  const startedAt = clock.now();
  const now = () => clock.since(startedAt);
  const buckets: Readonly<Record<Kind, TokenBucket>> = {
    create: new TokenBucket(creates, now),
    poll: new TokenBucket(pollAllowance, now),
    other: new TokenBucket(otherAllowance, now),
  };
  return async (context, next) => {
    const kind = kindOf(context);
    if (kind === undefined) return next();
    const { isAllowed, remaining, fullInMs, nextInMs } = buckets[kind].take();
    const headers = {
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(Math.ceil(clock.real(fullInMs) / 1000)),
    };
    if (!isAllowed) throw throttled(retryAfterSeconds(clock, nextInMs), headers);
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}

/** Whole seconds, as Replicate says; on a faster clock that would be far too long. */
function retryAfterSeconds(clock: FastClock, nextInMs: number): number {
  const realMs = Math.max(1, Math.ceil(clock.real(nextInMs) - roundingMs));
  return clock.real(1) < 1 ? realMs / 1000 : Math.ceil(realMs / 1000);
}
