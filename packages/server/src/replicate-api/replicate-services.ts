import { join } from 'node:path';
import type { ArtifactStore, Logger, Provider, UrlFetcher } from '@catena/engine';
import type { Config } from '../config.ts';
import { SqliteFile } from '../database/sqlite-file.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import { FileService } from './files/file-service.ts';
import { createOwnFiles } from './files/own-files.ts';
import { HostedModels, type HostedSource } from './hosted/hosted-models.ts';
import { ProviderModels } from './hosted/provider-model.ts';
import { PredictionCreator } from './predictions/create-prediction.ts';
import type { DeploymentStore } from './deployments/deployment-store.ts';
import { PredictionService } from './predictions/prediction-service.ts';
import { defaultCreateAllowance } from './limits/rate-limit.ts';
import type { Allowance } from './limits/token-bucket.ts';
import { createAlmanac } from './store/almanac.ts';
import { FileStore } from './store/file-store.ts';
import { PredictionStore } from './store/prediction-store.ts';
import { KeptSecret } from './store/kept-secret.ts';
import { replicateMigrations } from './store/replicate-tables.ts';
import { createFastClock, type FastClock } from './time/fast-clock.ts';
import { WebhookGuard } from './webhooks/webhook-guard.ts';
import { WebhookSender, type WebhookSenderParts } from './webhooks/webhook-sender.ts';

/** The parts of Replicate's API, wired. Routes take what they need of them. */
export interface ReplicateServices {
  publicUrl: string | undefined;
  clock: FastClock;
  artifacts: ArtifactStore;
  database: SqliteFile;
  hosted: HostedModels;
  creator: PredictionCreator;
  predictions: PredictionService;
  files: FileService;
  webhooks: WebhookSender;
  webhookGuard: WebhookGuard;
  deployments: DeploymentStore;
  /** How many predictions may be created. */
  createAllowance: Allowance;
  /** Ends what an earlier process left behind. */
  recover(): void;
  /** Ends what is under way and lets go of the database. */
  close(): Promise<void>;
}

/** What Replicate's API stands on. */
export interface ReplicateParts {
  config: Config;
  artifacts: ArtifactStore;
  /** Fetches inputs that lie elsewhere. */
  fetcher: UrlFetcher;
  logger: Logger;
  /** Where secrets of the server itself are kept. */
  secrets: SecretStore;
  /** Whose models are offered. */
  providers: readonly Provider[];
  /** Models beside those of the providers; they come first. */
  sources?: readonly HostedSource[];
  deployments: DeploymentStore;
  /** Told of each try to deliver a webhook. */
  onWebhook?: WebhookSenderParts['onDelivery'];
}

/**
 * Makes what Replicate's API needs.
 *
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createReplicateServices(parts: ReplicateParts): Promise<ReplicateServices> {
  const { config, artifacts, fetcher, logger, deployments } = parts;
  const clock = createFastClock(config.clockFactor ?? 1);
  const database = await SqliteFile.open(
    join(config.dataFolder, 'replicate.db'),
    replicateMigrations,
  );
  const now = () => clock.now();
  const store = new PredictionStore(database);
  const fileStore = new FileStore(database);
  const webhookGuard = new WebhookGuard();
  const secret = (name: string) => new KeptSecret(parts.secrets, name);
  const onDelivery = parts.onWebhook ?? (() => {});
  const telling = { guard: webhookGuard, secret: secret('catena-webhooks'), clock, logger };
  const webhooks = new WebhookSender({ ...telling, onDelivery });
  const { retentionMs } = config;
  const predictions = new PredictionService({
    store,
    fetcher,
    clock,
    observer: webhooks,
    logger,
    ...(retentionMs !== undefined && { retentionMs }),
  });
  const hosted = hostModels(parts, database, now);
  const creator = new PredictionCreator({
    hosted,
    deployments,
    artifacts,
    ownFiles: createOwnFiles({ artifacts, files: fileStore, predictions, now }),
    service: predictions,
    store,
    clock,
    webhooks: webhookGuard,
    isIdempotent: config.isIdempotent ?? true,
  });
  return {
    publicUrl: config.publicUrl,
    clock,
    artifacts,
    database,
    hosted,
    creator,
    predictions,
    files: new FileService({ store: fileStore, artifacts, clock, secret: secret('catena-files') }),
    webhooks,
    webhookGuard,
    deployments,
    createAllowance: config.createAllowance ?? defaultCreateAllowance,
    recover: () => predictions.recover(),
    async close() {
      predictions.close();
      await webhooks.close();
      database.close();
    },
  };
}

function hostModels(
  { artifacts, providers, sources = [] }: ReplicateParts,
  database: SqliteFile,
  now: () => number,
): HostedModels {
  const almanac = createAlmanac(database, now);
  const ofProviders = providers.map(
    (provider) => new ProviderModels({ provider, artifacts, almanac }),
  );
  return new HostedModels([...sources, ...ofProviders]);
}
