/** A call of a webhook, as it came in. */
export interface WebhookDelivery {
  /** With names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Byte for byte: it is what was signed. */
  body: string;
}

/**
 * Where a service can call this process back. A delivery is only a hint to look: it may be lost, come
 * twice or late.
 */
export interface WebhookInbox {
  /** The address to give to the service; undefined while nobody outside can reach this process. */
  address(): string | undefined;
  /** Says who takes deliveries. Resolves to whether one was genuine. */
  onDelivery(take: (delivery: WebhookDelivery) => Promise<boolean>): void;
}
