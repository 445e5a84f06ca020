import {
  createEngine,
  createMemoryArtifactStore,
  type Engine,
  type EngineOptions,
  type MediaTools,
} from '@catena/engine';
import { benchNodes } from './bench-nodes.ts';

/** Steps in flight at once, for the engine and for the loops it is compared with. */
export const concurrency = 8;

const noMedia = {} as MediaTools;

/** An engine with the node types of the benchmarks, everything in memory. */
export function createBenchEngine(options: Partial<EngineOptions> = {}): Engine {
  return createEngine({
    library: benchNodes,
    providers: [],
    artifacts: createMemoryArtifactStore(),
    media: noMedia,
    ...options,
    limits: { computeConcurrency: concurrency, ...options.limits },
  });
}
