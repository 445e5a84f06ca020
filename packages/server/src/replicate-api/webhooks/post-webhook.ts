import { createPinnedAgent } from '../../guard/pinned-agent.ts';
import type { CheckedUrl } from '../../guard/check-url.ts';

/** One try to deliver a webhook. */
export interface WebhookPost {
  to: CheckedUrl;
  body: string;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

const connectMs = 5_000;
const silenceMs = 10_000;

/** Sends a webhook, and resolves to the status of the answer. Redirections are not followed. */
export async function postWebhook({ to, body, headers, signal }: WebhookPost): Promise<number> {
  const { request } = await import('undici');
  const agent = createPinnedAgent(to.addresses, { connectMs, silenceMs });
  try {
    const answer = await request(to.url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([signal, AbortSignal.timeout(silenceMs)]),
      headers: { 'content-type': 'application/json', 'user-agent': 'catena', ...headers },
      body,
    });
    return answer.statusCode;
  } finally {
    // What the answer says does not matter.
    await agent.destroy();
  }
}
