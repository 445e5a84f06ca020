import { join } from 'node:path';
import {
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
import { PreviewCache } from './artifacts/preview-cache.ts';
import { createUrlFetcher } from './guard/create-url-fetcher.ts';
import { RunService } from './runs/run-service.ts';
import { createSqliteRunRecordStore } from './runs/sqlite-run-record-store.ts';
import { effectiveLimits } from './settings/effective-limits.ts';
import { createFileSecretStore, type SecretStore } from './settings/secret-store.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { createSqliteSettingsStore } from './settings/sqlite-settings-store.ts';
import { createFolderTemplateLibrary } from './templates/folder-template-library.ts';
import type { TemplateLibrary } from './templates/template-library.ts';
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
  /** Lets go of processes, connections and stores. Runs under way are canceled. */
  close(): Promise<void>;
}

/** Providers of predictions: those that need no account. */
export function createProviders(config: Config): Provider[] {
  return [createLocal(config.cacheFolder === undefined ? {} : { cacheDir: config.cacheFolder })];
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
  const providers = createProviders(config);
  const artifacts = createFsArtifactStore(join(config.dataFolder, 'artifacts'));
  const cache = await createSqlitePredictionCache(join(config.dataFolder, 'cache.db'));
  const runs = await createSqliteRunStore(join(config.dataFolder, 'runs.db'));
  const history = await createSqliteStepHistory(join(config.dataFolder, 'history.db'));
  const media = { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) };
  const workflows = await createSqliteWorkflowStore(join(config.dataFolder, 'workflows.db'));
  const settings = await createSqliteSettingsStore(join(config.dataFolder, 'settings.db'));
  const secrets = createFileSecretStore(join(config.dataFolder, 'secrets.json'));
  const parts = { artifacts, library, providers };
  const templates = createFolderTemplateLibrary(config.templatesFolder, parts);
  const limits = effectiveLimits(config, settings.limits());
  const fetcher = createUrlFetcher({
    artifacts,
    allowedOrigins: providers.flatMap((provider) => provider.origins ?? []),
    limits: { maxBytes: config.maxUploadBytes },
  });
  const engine = createEngine({
    fetcher,
    platform: { ...systemPlatform, logger },
    library,
    providers,
    artifacts,
    media,
    cache,
    history,
    runs,
    limits,
  });
  const records = await createSqliteRunRecordStore(join(config.dataFolder, 'run-records.db'));
  const runParts = { engine, runs, records, workflows, secrets, logger };
  const runService = new RunService(runParts);
  return {
    config,
    library,
    providers,
    artifacts,
    cache,
    runs,
    engine,
    workflows,
    templates,
    settings,
    secrets,
    runService,
    previews: new PreviewCache(join(config.dataFolder, 'previews'), artifacts),
    async close() {
      await engine.close();
      await runService.close();
      workflows.close();
      settings.close();
    },
  };
}
