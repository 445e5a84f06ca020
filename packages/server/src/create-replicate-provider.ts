import type { Provider, UrlFetcher } from '@catena/engine';
import { createReplicate, type WebhookInbox } from '@catena/providers';
import type { Config } from './config.ts';
import type { SecretStore } from './settings/secret-store.ts';

/** What the provider is wired with. */
export interface ReplicateProviderParts {
  config: Config;
  secrets: Pick<SecretStore, 'token'>;
  /** Decides which outputs may be fetched from elsewhere. */
  fetcher?: UrlFetcher;
  inbox?: WebhookInbox;
}

/** Makes the provider `replicate`: Replicate, or another Catena where the configuration says so. */
export function createReplicateProvider(parts: ReplicateProviderParts): Provider {
  const { config, secrets, fetcher, inbox } = parts;
  return createReplicate({
    // Asked for with every request: a token that is saved in the settings holds at once.
    token: async () => (await secrets.token('replicate')) ?? config.replicateToken,
    ...(config.replicateUrl !== undefined && { baseUrl: config.replicateUrl }),
    ...(fetcher && { fetcher }),
    ...(inbox && { webhooks: inbox }),
  });
}
