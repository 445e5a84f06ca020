import type { WebhookDelivery, WebhookInbox } from '@catena/providers';

/** Where services that run predictions call this server back. */
export const webhookPath = '/hooks/replicate';

/** Takes deliveries for a provider, which knows how to tell genuine ones. */
export class SignedWebhookInbox implements WebhookInbox {
  readonly #publicUrl: string | undefined;
  #take: ((delivery: WebhookDelivery) => Promise<boolean>) | undefined;

  /** @param publicUrl - Where others reach this server; nothing is delivered where it is missing. */
  constructor(publicUrl: string | undefined) {
    this.#publicUrl = publicUrl;
  }

  address(): string | undefined {
    if (this.#publicUrl === undefined) return undefined;
    return `${this.#publicUrl.replace(/\/+$/, '')}${webhookPath}`;
  }

  onDelivery(take: (delivery: WebhookDelivery) => Promise<boolean>): void {
    this.#take = take;
  }

  /** Resolves to whether the delivery was genuine. */
  async deliver(delivery: WebhookDelivery): Promise<boolean> {
    return (await this.#take?.(delivery)) ?? false;
  }
}
