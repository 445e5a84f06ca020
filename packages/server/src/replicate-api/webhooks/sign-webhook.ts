import { createHmac } from 'node:crypto';

/** What is signed. */
export interface SignedWebhook {
  /** `msg_…`, the same for every try. */
  id: string;
  /** Seconds since the epoch, of this try. */
  timestamp: number;
  body: string;
}

/**
 * Signs a webhook: `v1,` and the HMAC-SHA256 of id, time and body in base64.
 *
 * @param secret - `whsec_` and the key in base64.
 * @see https://www.standardwebhooks.com
 */
export function signWebhook(secret: string, { id, timestamp, body }: SignedWebhook): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
