import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookDelivery } from './webhook-inbox.ts';

const toleranceMs = 5 * 60_000;

/**
 * Whether a delivery was signed with a secret, and lately. Compares in constant time.
 *
 * @param now - Milliseconds since the epoch.
 * @see https://www.standardwebhooks.com
 */
export function verifyWebhook(
  { headers, body }: WebhookDelivery,
  secret: string,
  now: number,
): boolean {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (id === undefined || timestamp === undefined || signatures === undefined) return false;
  const sentAt = Number(timestamp) * 1000;
  if (!(Math.abs(now - sentAt) <= toleranceMs)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
