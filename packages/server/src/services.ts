import { join } from 'node:path';
import {
  createEngine,
  type ArtifactStore,
  type Engine,
  type EngineLimits,
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

/** The parts of a process of Catena, wired. */
export interface Services {
  config: Config;
  library: NodeLibrary;
  providers: readonly Provider[];
  artifacts: ArtifactStore;
  cache: PredictionCache;
  runs: RunStore;
  engine: Engine;
  /** Lets go of processes, connections and stores. Runs under way are canceled. */
  close(): Promise<void>;
}

/** Providers of predictions: those that need no account. */
export function createProviders(config: Config): Provider[] {
  return [createLocal(config.cacheFolder === undefined ? {} : { cacheDir: config.cacheFolder })];
}

function engineLimits(config: Config): EngineLimits {
  const limits: EngineLimits = {};
  if (config.computeConcurrency !== undefined) {
    limits.computeConcurrency = config.computeConcurrency;
  }
  if (config.maxSteps !== undefined) limits.maxSteps = config.maxSteps;
  return limits;
}

/**
 * Makes stores, providers and the engine from a configuration. The one place where they are wired.
 *
 * @throws EngineError `storage-failed` when the data folder cannot be used.
 */
export async function createServices(config: Config): Promise<Services> {
  const library = createNodeLibrary();
  const providers = createProviders(config);
  const artifacts = createFsArtifactStore(join(config.dataFolder, 'artifacts'));
  const cache = await createSqlitePredictionCache(join(config.dataFolder, 'cache.db'));
  const runs = await createSqliteRunStore(join(config.dataFolder, 'runs.db'));
  const history = await createSqliteStepHistory(join(config.dataFolder, 'history.db'));
  const media = { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) };
  const limits = engineLimits(config);
  const engine = createEngine({
    library,
    providers,
    artifacts,
    media,
    cache,
    history,
    runs,
    limits,
  });
  return {
    config,
    library,
    providers,
    artifacts,
    cache,
    runs,
    engine,
    close: () => engine.close(),
  };
}
