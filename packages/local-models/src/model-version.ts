import { createHash } from 'node:crypto';
import type { LocalModel } from './models/local-model.ts';

/** The immutable id of what a model computes: 64 hex digits over its revision, weights and schema. */
export function modelVersion(model: LocalModel): string {
  const weights = model.weights.map((weightPackage) => ({
    integrity: weightPackage.integrity,
    files: weightPackage.files.map(({ as, path, recipe = 1 }) => [as, path, recipe]),
  }));
  const facts = [model.name, model.revision, weights, model.openapiSchema];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
