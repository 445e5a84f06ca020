import { posix } from 'node:path';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ConvertSource } from '../weight-package.ts';
import type { Tensor } from './tensor.ts';
import { decodeWeights, weightEntrySchema } from './tfjs-weights.ts';

const modelSchema = z.object({
  modelTopology: z.unknown(),
  weightsManifest: z.array(
    z.object({ paths: z.array(z.string()), weights: z.array(weightEntrySchema) }),
  ),
});

/** A TensorFlow.js model: what it computes, still to be read, and the numbers it computes with. */
export interface TfjsModel {
  topology: unknown;
  weights: ReadonlyMap<string, Tensor>;
}

/** Reads a `model.json` with the shards it names, which lie beside it in the package. */
export async function readTfjsModel(source: ConvertSource): Promise<TfjsModel> {
  const json: unknown = JSON.parse(await readFile(source.path, 'utf8'));
  const folder = posix.dirname(source.pathInside);
  return assembleTfjsModel(json, (path) => source.readSibling(posix.join(folder, path)));
}

export async function assembleTfjsModel(
  json: unknown,
  readShard: (path: string) => Promise<Uint8Array>,
): Promise<TfjsModel> {
  const model = modelSchema.parse(json);
  const weights = new Map<string, Tensor>();
  for (const group of model.weightsManifest) {
    const shards: Uint8Array[] = [];
    for (const path of group.paths) shards.push(await readShard(path));
    const decoded = decodeWeights(group.weights, Buffer.concat(shards));
    for (const [name, tensor] of decoded) weights.set(name, tensor);
  }
  return { topology: model.modelTopology, weights };
}

export function weightOf(weights: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`The model has no weight "${name}".`);
  return tensor;
}
