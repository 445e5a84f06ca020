import {
  systemPlatform,
  type Platform,
  type Provider,
  type ProviderLimits,
  type UrlFetcher,
} from '@catena/engine';
import { EnvHttpProxyAgent } from 'undici';
import { OutputCollector } from './collect-output.ts';
import { FileAddresses } from './file-addresses.ts';
import { ModelLibrary } from './model-library.ts';
import { ReplicateProvider } from './replicate-provider.ts';
import { ReplicateTransport } from './replicate-transport.ts';
import type { WebhookInbox } from './webhook-inbox.ts';
import { WebhookWakes } from './webhook-wakes.ts';

/** The address of Replicate itself. */
export const replicateUrl = 'https://api.replicate.com/v1';

const connectMs = 10_000;
const silenceMs = 60_000;
const connections = 128;

/** How Replicate is spoken to. */
export interface ReplicateOptions {
  /** Asked for with every request, so that a new token holds at once. @defaultValue there is none */
  token?: () => Promise<string | undefined> | string | undefined;
  /** Where the API is, with its version. @defaultValue https://api.replicate.com/v1 */
  baseUrl?: string;
  /** Names the account in cache keys and lanes. @defaultValue the host of the API */
  account?: string;
  /** @defaultValue 600 creates a minute */
  limits?: ProviderLimits;
  /** Milliseconds after which the service gives up what no deadline was given for. @defaultValue 1 hour */
  defaultDeadlineMs?: number;
  /** Milliseconds within which a create whose answer was lost appears in the list. @defaultValue 10 seconds */
  settleMs?: number;
  /** Largest file that is uploaded, in bytes. @defaultValue 100 MiB */
  maxUploadBytes?: number;
  /** Largest output that is fetched, in bytes. @defaultValue 8 GiB */
  maxOutputBytes?: number;
  /** Fetches outputs that lie elsewhere than at the API, and decides which may be fetched at all. */
  fetcher?: UrlFetcher;
  /** Where the service can call back. @defaultValue nowhere: it is asked */
  webhooks?: WebhookInbox;
  /** Whether the service makes one prediction for one `Idempotency-Key`; Replicate itself does not. */
  idempotencyKeys?: boolean;
  /** @defaultValue the machine's */
  platform?: Platform;
}

/**
 * Makes the provider `replicate`: Replicate, or anything that speaks its API, such as another Catena.
 * A model is written `owner/name` or `owner/name:version`; `owner/name:deployment` is the deployment of
 * that name. Proxies are those of the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
export function createReplicate(options: ReplicateOptions = {}): Provider {
  const baseUrl = new URL(options.baseUrl ?? replicateUrl);
  const isReplicate = baseUrl.origin === new URL(replicateUrl).origin;
  const platform = options.platform ?? systemPlatform;
  const { clock, random } = platform;
  const dispatcher = new EnvHttpProxyAgent({
    connections,
    connect: { timeout: connectMs },
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  });
  const token = options.token ?? (() => undefined);
  const transport = new ReplicateTransport({
    baseUrl,
    token,
    dispatcher,
    clock,
    random,
    needsToken: isReplicate,
  });
  const maxUploadBytes = options.maxUploadBytes ?? 100 * 1024 ** 2;
  const addresses = new FileAddresses({ transport, clock, maxUploadBytes });
  return new ReplicateProvider({
    account: options.account ?? baseUrl.host,
    limits: options.limits ?? { rate: { limit: 600, windowMs: 60_000 } },
    transport,
    library: new ModelLibrary({ transport, clock, metered: isReplicate }),
    addresses,
    collector: new OutputCollector({
      transport,
      addresses,
      fetcher: options.fetcher,
      maxBytes: options.maxOutputBytes ?? 8 * 1024 ** 3,
    }),
    wakes: new WebhookWakes({ transport, clock, inbox: options.webhooks }),
    platform,
    defaultDeadlineMs: options.defaultDeadlineMs ?? 60 * 60_000,
    settleMs: options.settleMs ?? 10_000,
    idempotencyKeys: options.idempotencyKeys ?? false,
    // Streams and downloads that nobody reads any more must not hold it up.
    close: () => dispatcher.destroy(),
  });
}
