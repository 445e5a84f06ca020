export { createCog, type CogContainerOptions, type CogOptions } from './cog/create-cog.ts';
export {
  createReplicate,
  replicateUrl,
  type ReplicateOptions,
} from './replicate/create-replicate.ts';
export type { WebhookDelivery, WebhookInbox } from './replicate/webhook-inbox.ts';
export type { CallbackAddress, CallbackAddresses } from './shared/callback-addresses.ts';
