import {
  createMemoryArtifactStore,
  parseModelRef,
  type ArtifactStore,
  type Prediction,
} from '@catena/engine';
import { createLocal } from '../src/index.ts';

/** Runs predictions from start to end, with files in memory. */
export interface LocalPredictions {
  artifacts: ArtifactStore;
  /** Gives the output, with artifact references; rejects with the prediction's error. */
  predict(model: string, input: Record<string, unknown>): Promise<unknown>;
  /** The ended prediction, whatever its status. */
  settle(model: string, input: Record<string, unknown>): Promise<Prediction>;
  close(): Promise<void>;
}

/** Starts the local provider as a user of the package does. */
export function startLocalPredictions(): LocalPredictions {
  const local = createLocal();
  const artifacts = createMemoryArtifactStore();
  const { signal } = new AbortController();
  let count = 0;
  const settle = async (model: string, input: Record<string, unknown>): Promise<Prediction> => {
    const ref = parseModelRef(model);
    if (!ref) throw new Error(`"${model}" is no model reference.`);
    count += 1;
    const { id } = await local.create({ model: ref, input, key: `test-${count}` }, { artifacts });
    return local.wait(id, { signal, onProgress: () => undefined });
  };
  return {
    artifacts,
    settle,
    async predict(model, input) {
      const prediction = await settle(model, input);
      if (prediction.status !== 'succeeded') {
        throw new Error(`${model} ${prediction.status}: ${JSON.stringify(prediction.error)}`);
      }
      return local.collect(prediction, { artifacts, signal });
    },
    async close() {
      await local.close?.();
    },
  };
}
