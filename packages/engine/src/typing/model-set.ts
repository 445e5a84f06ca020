import type { ModelDescription } from '../prediction/model-description.ts';

/** The models that a workflow names, as far as they are known; keys by {@link modelKey}. */
export type ModelSet = ReadonlyMap<string, ModelDescription>;

/** The key of a model in a {@link ModelSet}: provider and reference as they stand in the file. */
export function modelKey(provider: string, model: string): string {
  return `${provider} ${model}`;
}
