import { ReplicateError } from '../errors/replicate-error.ts';

const shortestMs = 5_000;
const longestMs = 24 * 60 * 60_000;
const duration = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s?)?$/;

/**
 * Reads `Cancel-After`: seconds, or hours, minutes and seconds such as `1h30m45s`; in milliseconds.
 *
 * @throws ReplicateError 422 for what is no time from 5 seconds to 24 hours.
 */
export function readCancelAfter(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const match = duration.exec(header.trim().toLowerCase());
  const [hours, minutes, seconds] = (match ?? []).slice(1).map((part) => Number(part ?? 0));
  const afterMs = (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  if (match && afterMs >= shortestMs && afterMs <= longestMs) return afterMs;
  throw new ReplicateError({
    title: 'Invalid Cancel-After',
    detail: 'Cancel-After must be a duration from 5s to 24h, such as 30, 30s, 5m or 1h30m45s',
    status: 422,
  });
}
