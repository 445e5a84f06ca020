import { z } from 'zod';
import type { Clock } from '@catena/engine';
import { webhookSecretSchema } from './replicate-api.ts';
import type { ReplicateTransport } from './replicate-transport.ts';
import { verifyWebhook } from './verify-webhook.ts';
import type { WebhookDelivery, WebhookInbox } from './webhook-inbox.ts';

const secretFreshMs = 60_000;
const bodySchema = z.object({ id: z.string() });

export interface WebhookWakesParts {
  transport: ReplicateTransport;
  clock: Clock;
  inbox: WebhookInbox | undefined;
}

/** Wakes those who wait for a prediction when the service says that something happened to it. */
export class WebhookWakes {
  readonly #parts: WebhookWakesParts;
  readonly #waiting = new Map<string, Set<() => void>>();
  #isRefused = false;
  #secret: { at: number; key: Promise<string | undefined> } | undefined;

  constructor(parts: WebhookWakesParts) {
    this.#parts = parts;
    parts.inbox?.onDelivery((delivery) => this.#take(delivery));
  }

  /** The address to create with; undefined where deliveries could not be told from forgeries. */
  async address(): Promise<string | undefined> {
    const address = this.#isRefused ? undefined : this.#parts.inbox?.address();
    if (address === undefined || (await this.#key()) === undefined) return undefined;
    return address;
  }

  /** The service does not take the address: it is not told again. */
  giveUp(): void {
    this.#isRefused = true;
  }

  /** Calls back at each genuine delivery about a prediction; returns how to stop. */
  listen(id: string, wake: () => void): () => void {
    const listeners = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, listeners.add(wake));
    return () => {
      listeners.delete(wake);
      if (listeners.size === 0) this.#waiting.delete(id);
    };
  }

  async #take(delivery: WebhookDelivery): Promise<boolean> {
    const key = await this.#key();
    if (key === undefined || !verifyWebhook(delivery, key, this.#parts.clock.now())) return false;
    const id = readId(delivery.body);
    for (const wake of this.#waiting.get(id ?? '') ?? []) wake();
    return true;
  }

  /** The secret of the account; asked for at most once a minute while there is none. */
  #key(): Promise<string | undefined> {
    const now = this.#parts.clock.now();
    if (this.#secret && now - this.#secret.at < secretFreshMs) return this.#secret.key;
    const secret = { at: now, key: this.#fetchKey() };
    this.#secret = secret;
    void secret.key.then((key) => {
      // Secrets change seldom; what is not known is asked for again.
      if (key !== undefined) secret.at = Number.POSITIVE_INFINITY;
    });
    return secret.key;
  }

  async #fetchKey(): Promise<string | undefined> {
    try {
      const path = '/webhooks/default/secret';
      const { json } = await this.#parts.transport.once({ method: 'GET', path, about: 'a secret' });
      return webhookSecretSchema.safeParse(json).data?.key;
    } catch {
      return undefined;
    }
  }
}

function readId(body: string): string | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(body)).data?.id;
  } catch {
    return undefined;
  }
}
