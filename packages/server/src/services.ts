import { join } from 'node:path';
import {
  composeWorkflowSources,
  createEngine,
  silentLogger,
  systemPlatform,
  type ArtifactStore,
  type Engine,
  type Logger,
  type NodeLibrary,
  type PredictionCache,
  type Provider,
  type RunStore,
  type UrlFetcher,
  type WorkflowSource,
} from '@catena/engine';
import {
  createFsArtifactStore,
  createSharpImageTool,
  createSqlitePredictionCache,
  createSqliteRunStore,
  createSqliteStepHistory,
  createWavAudioTool,
} from '@catena/engine/node';
import { createLocal } from '@catena/local-models';
import { createNodeLibrary } from '@catena/nodes';
import type { Config } from './config.ts';
import { SqliteFile } from './database/sqlite-file.ts';
import { modelMigrations } from './published/model-tables.ts';
import { PublishedModelStore } from './published/published-model-store.ts';
import { PublishedWorkflows } from './published/published-workflows.ts';
import { WorkflowPublisher } from './published/workflow-publisher.ts';
import { DeploymentStore } from './replicate-api/deployments/deployment-store.ts';
import { PublishedModels } from './replicate-api/hosted/published-model.ts';
import { Callbacks } from './callbacks/callbacks.ts';
import { createCogProvider } from './create-cog-provider.ts';
import { createReplicateProvider } from './create-replicate-provider.ts';
import { PreviewCache } from './artifacts/preview-cache.ts';
import { GarbageCollector } from './garbage/garbage-collector.ts';
import { createUrlFetcher } from './guard/create-url-fetcher.ts';
import {
  createReplicateServices,
  type ReplicateServices,
} from './replicate-api/replicate-services.ts';
import { RunService } from './runs/run-service.ts';
import { createTestProvider } from './test-mode/test-provider.ts';
import { createSqliteRunRecordStore } from './runs/sqlite-run-record-store.ts';
import { effectiveLimits } from './settings/effective-limits.ts';
import { createFileSecretStore, type SecretStore } from './settings/secret-store.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { createSqliteSettingsStore } from './settings/sqlite-settings-store.ts';
import { countArtifacts } from './telemetry/count-artifacts.ts';
import { Metrics } from './telemetry/metrics.ts';
import { ObservedEngine } from './telemetry/observed-engine.ts';
import { RunMeter } from './telemetry/run-meter.ts';
import { createFolderTemplateLibrary } from './templates/folder-template-library.ts';
import type { TemplateLibrary } from './templates/template-library.ts';
import { SignedWebhookInbox } from './webhooks/signed-webhook-inbox.ts';
import { SavedWorkflows } from './workflows/saved-workflows.ts';
import { createSqliteWorkflowStore } from './workflows/sqlite-workflow-store.ts';
import type { WorkflowStore } from './workflows/workflow-store.ts';

/** The parts of a process of Catena, wired. */
export interface Services {
  config: Config;
  library: NodeLibrary;
  providers: readonly Provider[];
  artifacts: ArtifactStore;
  cache: PredictionCache;
  runs: RunStore;
  engine: Engine;
  workflows: WorkflowStore;
  templates: TemplateLibrary;
  settings: SettingsStore;
  secrets: SecretStore;
  runService: RunService;
  previews: PreviewCache;
  /** Finds the workflows that nodes run: saved and published ones, and templates. */
  workflowSource: WorkflowSource;
  /** Fetches what lies elsewhere, by rules. */
  fetcher: UrlFetcher;
  /** Where services call this process back; nowhere where it has no public address. */
  callbacks: Callbacks | undefined;
  publisher: WorkflowPublisher;
  /** What is served under `/v1`. */
  replicate: ReplicateServices;
  /** Where services that run predictions call back. */
  inbox: SignedWebhookInbox;
  /** What is counted of all that happens here. */
  metrics: Metrics;
  /** Deletes files that nothing needs any more. */
  garbage: GarbageCollector;
  /** Lets go of processes, connections and stores. Runs under way are left to be resumed. */
  close(): Promise<void>;
}

/** Providers whose models run in this process; they are offered to others too. */
function createOwnProviders(config: Config): Provider[] {
  const local = createLocal(
    config.cacheFolder === undefined ? {} : { cacheDir: config.cacheFolder },
  );
  return config.testMode ? [local, createTestProvider()] : [local];
}

/** All providers of predictions, for commands that need nothing else. */
export function createProviders(config: Config): Provider[] {
  const secrets = createFileSecretStore(secretsPath(config));
  const replicate = createReplicateProvider({ config, secrets });
  return [...createOwnProviders(config), ...createCogProvider(config), replicate];
}

/** Opens what is kept in the data folder. */
async function openStores(config: Config) {
  const metrics = new Metrics();
  const at = (name: string): string => join(config.dataFolder, name);
  return {
    metrics,
    artifacts: countArtifacts(createFsArtifactStore(at('artifacts')), (artifact) =>
      metrics.noteArtifact(artifact),
    ),
    cache: await createSqlitePredictionCache(at('cache.db')),
    runs: await createSqliteRunStore(at('runs.db')),
    history: await createSqliteStepHistory(at('history.db')),
    workflows: await createSqliteWorkflowStore(at('workflows.db')),
    settings: await createSqliteSettingsStore(at('settings.db')),
    secrets: createFileSecretStore(secretsPath(config)),
    records: await createSqliteRunRecordStore(at('run-records.db')),
    modelFile: await SqliteFile.open(at('models.db'), modelMigrations),
  };
}

/** Makes the providers, and the fetcher of what lies elsewhere: each has to know the other. */
function wireProviders(
  config: Config,
  parts: Pick<Services, 'artifacts' | 'secrets' | 'inbox' | 'callbacks'>,
): { own: Provider[]; providers: Provider[]; fetcher: UrlFetcher } {
  const { artifacts, secrets, inbox, callbacks } = parts;
  const own = createOwnProviders(config);
  const replicate = createReplicateProvider({
    config,
    secrets,
    inbox,
    fetcher: { fetch: (url, options) => fetcher.fetch(url, options) },
  });
  const providers = [...own, ...createCogProvider(config, callbacks), replicate];
  const fetcher: UrlFetcher = createUrlFetcher({
    artifacts,
    allowedOrigins: providers.flatMap((provider) => provider.origins ?? []),
    limits: { maxBytes: config.maxUploadBytes },
  });
  return { own, providers, fetcher };
}

function secretsPath({ dataFolder }: Config): string {
  return join(dataFolder, 'secrets.json');
}

/** Where a workflow finds the workflows that it runs by name. */
function wireWorkflowSources(
  { workflows, modelFile }: { workflows: WorkflowStore; modelFile: SqliteFile },
  templates: TemplateLibrary,
) {
  const published = new PublishedWorkflows(new PublishedModelStore(modelFile));
  return composeWorkflowSources(new SavedWorkflows(workflows), published, templates);
}

/** Makes what turns workflows into models, and what is offered beside the models of providers. */
function wirePublishing(
  own: readonly Provider[],
  parts: Pick<Services, 'engine' | 'library' | 'workflows' | 'runService'> & {
    modelFile: SqliteFile;
  },
) {
  const models = new PublishedModelStore(parts.modelFile);
  const isTaken = (model: string) => isOffered(own, model);
  return {
    publisher: new WorkflowPublisher({ ...parts, models, isTaken }),
    sources: [new PublishedModels({ models, runService: parts.runService })],
    deployments: new DeploymentStore(parts.modelFile),
  };
}

/** Whether a provider has a model of this name. */
async function isOffered(providers: readonly Provider[], name: string): Promise<boolean> {
  const found = await Promise.all(providers.map((provider) => provider.search('')));
  return found.flat().some(({ model }) => model === name);
}

const defaultGraceMs = 24 * 60 * 60_000;

function wireGarbage(
  { dataFolder, gcGraceMs: graceMs = defaultGraceMs }: Config,
  parts: Pick<ConstructorParameters<typeof GarbageCollector>[0], 'artifacts' | 'logger'> & {
    replicate: ReplicateServices;
  },
): GarbageCollector {
  const { artifacts, logger, replicate } = parts;
  const removeExpired = () => replicate.predictions.removeExpired();
  const { clock } = systemPlatform;
  return new GarbageCollector({ dataFolder, artifacts, clock, logger, graceMs, removeExpired });
}

/** What others still use is closed last. */
async function closeServices(
  parts: Pick<
    Services,
    'engine' | 'runService' | 'replicate' | 'workflows' | 'settings' | 'garbage'
  > & {
    modelFile: SqliteFile;
  },
): Promise<void> {
  await parts.garbage.close();
  await parts.replicate.close();
  await parts.engine.close({ park: true });
  await parts.runService.close();
  parts.modelFile.close();
  parts.workflows.close();
  parts.settings.close();
}

/**
 * Makes stores, providers and the engine from a configuration. The one place where they are wired.
 *
 * @param logger - Where engine and runs say what happens. @defaultValue nowhere
 * @throws EngineError `storage-failed` when the data folder cannot be used.
 */
export async function createServices(
  config: Config,
  logger: Logger = silentLogger,
): Promise<Services> {
  const library = createNodeLibrary();
  const callbacks = config.publicUrl === undefined ? undefined : new Callbacks(config.publicUrl);
  const stores = await openStores(config);
  const { artifacts, cache, runs, history, settings, metrics } = stores;
  const media = { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) };
  const inbox = new SignedWebhookInbox(config.publicUrl);
  const { own, providers, fetcher } = wireProviders(config, { ...stores, inbox, callbacks });
  const parts = { artifacts, library, providers };
  const templates = createFolderTemplateLibrary(config.templatesFolder, parts);
  const limits = effectiveLimits(config, settings.limits());
  const workflowSource = wireWorkflowSources(stores, templates);
  const inner = createEngine({
    fetcher,
    workflows: workflowSource,
    platform: { ...systemPlatform, logger },
    ...parts,
    media,
    cache,
    history,
    runs,
    limits,
  });
  const engine = new ObservedEngine(inner, new RunMeter(metrics));
  const runService = new RunService({ ...stores, engine, logger });
  const { publisher, ...offered } = wirePublishing(own, { ...stores, engine, library, runService });
  const replicate = await createReplicateServices({
    config,
    artifacts,
    fetcher,
    logger,
    secrets: stores.secrets,
    onWebhook: (outcome) => metrics.instruments.webhooks.inc({ outcome }),
    // What runs elsewhere is not offered on: who asks for it may not be who pays.
    providers: own,
    ...offered,
  });
  const garbage = wireGarbage(config, { artifacts, logger, replicate });
  return {
    config,
    garbage,
    callbacks,
    library,
    providers,
    ...stores,
    engine,
    templates,
    runService,
    workflowSource,
    previews: new PreviewCache(join(config.dataFolder, 'previews'), artifacts),
    fetcher,
    publisher,
    replicate,
    inbox,
    close: () => closeServices({ ...stores, engine, runService, replicate, garbage }),
  };
}
