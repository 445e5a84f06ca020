import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { toErrorRecord, type Logger } from '@catena/engine';
import type { PredictionObserver } from '../predictions/prediction-service.ts';
import { toPredictionObject } from '../predictions/prediction-object.ts';
import type { KeptSecret } from '../store/kept-secret.ts';
import type { PredictionRecord } from '../store/prediction-record.ts';
import type { FastClock } from '../time/fast-clock.ts';
import { postWebhook } from './post-webhook.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookGuard } from './webhook-guard.ts';
import { WebhookSession } from './webhook-session.ts';

export interface WebhookSenderParts {
  guard: WebhookGuard;
  secret: KeptSecret;
  clock: FastClock;
  logger: Logger;
  onDelivery?: (outcome: 'delivered' | 'refused' | 'failed') => void;
}

// A person waits for the prompt.
const closingMs = 1_000;

/** Tells those who asked for it what happens to their predictions. */
export class WebhookSender implements PredictionObserver {
  readonly #parts: WebhookSenderParts;
  readonly #sessions = new Set<WebhookSession>();
  readonly #closing = new AbortController();

  constructor(parts: WebhookSenderParts) {
    this.#parts = parts;
  }

  /** `whsec_…`, which receivers check signatures with. */
  async secret(): Promise<string> {
    return `whsec_${await this.#parts.secret.value()}`;
  }

  watch(record: PredictionRecord) {
    const { webhook, webhookEvents } = record;
    if (webhook === undefined) return undefined;
    const { clock } = this.#parts;
    const session = new WebhookSession(
      {
        clock,
        write: (current) => JSON.stringify(toPredictionObject(current, current.baseUrl)),
        post: (id, body) => this.#post(webhook, id, body),
        newId: () => `msg_${randomBytes(20).toString('hex').slice(0, 27)}`,
      },
      webhookEvents,
    );
    this.#sessions.add(session);
    return (event: Parameters<WebhookSession['tell']>[0], current: PredictionRecord) => {
      session.tell(event, current);
      if (event === 'completed') void this.#forget(session);
    };
  }

  /** Lets what is on its way arrive, for a moment; tries nothing again. */
  async close(): Promise<void> {
    for (const session of this.#sessions) session.close();
    const idle = Promise.all([...this.#sessions].map((session) => session.idle));
    await Promise.race([idle, setTimeout(closingMs, undefined, { ref: false })]);
    this.#closing.abort();
    await idle;
  }

  async #forget(session: WebhookSession): Promise<void> {
    await session.idle;
    this.#sessions.delete(session);
  }

  async #post(url: string, id: string, body: string): Promise<boolean> {
    const { guard, logger, onDelivery } = this.#parts;
    try {
      const to = await guard.resolve(url);
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(await this.secret(), { id, timestamp, body }),
      };
      const status = await postWebhook({ to, body, headers, signal: this.#closing.signal });
      const isTaken = status >= 200 && status <= 299;
      onDelivery?.(isTaken ? 'delivered' : 'refused');
      if (isTaken) return true;
      logger.info('a webhook was not taken', { id, status });
    } catch (error) {
      onDelivery?.('failed');
      logger.info('a webhook was not delivered', { id, error: toErrorRecord(error) });
    }
    return false;
  }
}
