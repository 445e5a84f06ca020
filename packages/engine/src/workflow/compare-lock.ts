import { canonicalJson } from '../platform/canonical-json.ts';
import type { LockedModel, LockFile } from './lock-file.ts';

/** How a model, or a workflow that is run by reference, differs between two locks. */
export interface LockChange {
  /** Missing for workflows. */
  provider?: string;
  /** As in the workflow. */
  reference: string;
  kind: 'added' | 'removed' | 'new-version' | 'new-schema';
  /** What changed, for people. */
  message: string;
  /** Inputs whose schema is new, gone or different; only for `new-schema`. */
  inputs?: readonly string[];
}

function inputsOf(model: LockedModel): Readonly<Record<string, unknown>> {
  const { components } = model.openapiSchema as {
    components?: { schemas?: { Input?: { properties?: Record<string, unknown> } } };
  };
  return components?.schemas?.Input?.properties ?? {};
}

function changedInputs(before: LockedModel, after: LockedModel): string[] {
  const [old, current] = [inputsOf(before), inputsOf(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  const write = (schema: unknown) => canonicalJson({ schema });
  return [...names].filter((name) => write(old[name]) !== write(current[name]));
}

function describeInputs(inputs: readonly string[]): string {
  if (inputs.length === 0) return 'its output';
  const shown = inputs.slice(0, 8).join(', ');
  return `its inputs ${shown}${inputs.length > 8 ? ' …' : ''}`;
}

type Change = Omit<LockChange, 'provider' | 'reference'>;

function compareModel(before: LockedModel, after: LockedModel): Change | undefined {
  const versions = `version ${before.version} → ${after.version}`;
  if (before.schemaHash !== after.schemaHash) {
    const inputs = changedInputs(before, after);
    const message = `${after.model} takes or gives something else now (${describeInputs(inputs)}; ${versions}).`;
    return { kind: 'new-schema', message, inputs };
  }
  return before.version === after.version
    ? undefined
    : { kind: 'new-version', message: `${after.model} has a new version (${versions}).` };
}

function toMap(lock: LockFile): Map<string, Map<string, LockedModel>> {
  return new Map(
    Object.entries(lock.models).map(([id, models]) => [id, new Map(Object.entries(models))]),
  );
}

function compareWorkflows(before: LockFile, after: LockFile): LockChange[] {
  const [old, current] = [before.workflows ?? {}, after.workflows ?? {}];
  const references = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...references].toSorted().flatMap((reference): LockChange[] => {
    const [was, is] = [old[reference], current[reference]];
    if (was?.hash === is?.hash) return [];
    if (was && is) {
      const hashes = `${was.hash.slice(0, 12)}… → ${is.hash.slice(0, 12)}…`;
      return [{ reference, kind: 'new-version', message: `${reference} has changed (${hashes}).` }];
    }
    const kind = is ? 'added' : 'removed';
    const message = is ? `${reference} is new.` : `${reference} is not used any more.`;
    return [{ reference, kind, message }];
  });
}

/**
 * What changed from one lock to another: of models by provider, then by reference, then of workflows;
 * sorted by name.
 */
export function compareLock(before: LockFile, after: LockFile): LockChange[] {
  return [...compareModels(before, after), ...compareWorkflows(before, after)];
}

function compareModels(before: LockFile, after: LockFile): LockChange[] {
  const [old, current] = [toMap(before), toMap(after)];
  const providers = new Set([...old.keys(), ...current.keys()]);
  return [...providers].toSorted().flatMap((provider) => {
    const [oldModels, newModels] = [old.get(provider), current.get(provider)];
    const references = new Set([...(oldModels?.keys() ?? []), ...(newModels?.keys() ?? [])]);
    return [...references].toSorted().flatMap((reference): LockChange[] => {
      const [was, is] = [oldModels?.get(reference), newModels?.get(reference)];
      if (was && is) {
        const change = compareModel(was, is);
        return change ? [{ provider, reference, ...change }] : [];
      }
      const kind = is ? 'added' : 'removed';
      const message = is ? `${reference} is new.` : `${reference} is not used any more.`;
      return [{ provider, reference, kind, message }];
    });
  });
}
