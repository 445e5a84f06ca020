import type { LocalModel } from '../models/local-model.ts';

/** Imports the module that lists the models, in a process that was told where it is. */
export async function loadModelsModule(url: string): Promise<readonly LocalModel[]> {
  const module: unknown = await import(url);
  if (typeof module === 'object' && module !== null && 'allModels' in module) {
    return module.allModels as readonly LocalModel[];
  }
  throw new Error(`${url} exports no "allModels".`);
}
