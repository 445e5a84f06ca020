import { EngineError } from '../errors/engine-error.ts';
import type { Issue } from '../errors/issue.ts';
import { parseModelRef } from '../prediction/model-ref.ts';
import type { ProviderRegistry } from '../prediction/provider-registry.ts';
import { modelKey } from '../typing/model-set.ts';
import type { CollectedModel } from '../validation/collect-models.ts';
import { lockedModels, type LockFile, type ResolvedModel } from '../workflow/lock-file.ts';

/** The models of a workflow, and an issue for each that could not be found. */
export interface ModelResolution {
  models: ResolvedModel[];
  issues: Issue[];
}

function toIssue(error: unknown, { nodeId, provider, model }: CollectedModel): Issue {
  const known = EngineError.isInstance(error);
  const message = known
    ? error.message
    : `Provider "${provider}" could not describe ${model}: ${String(error)}`;
  const hint = known ? error.hint : 'Look at the log of the provider.';
  return {
    code: 'unknown-model',
    severity: 'error',
    message: `Node "${nodeId}": ${message}`,
    nodeId,
    ...(hint !== undefined && { hint }),
  };
}

/** Finds out what each model of a workflow is: from what is known where it is there, else from its provider. */
export async function resolveModels(
  wanted: readonly CollectedModel[],
  providers: ProviderRegistry,
  known: { lock?: LockFile | undefined; models?: readonly ResolvedModel[] },
): Promise<ModelResolution> {
  const resolution: ModelResolution = { models: [], issues: [] };
  const locked = new Map(
    [...(known.lock ? lockedModels(known.lock) : []), ...(known.models ?? [])].map((model) => [
      modelKey(model.provider, model.reference),
      model,
    ]),
  );
  const seen = new Set<string>();
  for (const one of wanted) {
    const key = modelKey(one.provider, one.model);
    const provider = providers.find(one.provider);
    const ref = parseModelRef(one.model);
    if (seen.has(key) || !ref) continue;
    const model = locked.get(key);
    if (model) resolution.models.push(model);
    else if (provider) {
      try {
        const description = await provider.describe(ref);
        resolution.models.push({ provider: one.provider, reference: one.model, description });
      } catch (error) {
        resolution.issues.push(toIssue(error, one));
        continue;
      }
    }
    seen.add(key);
  }
  return resolution;
}
