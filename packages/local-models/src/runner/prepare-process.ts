/** Fetches and converts the weights of one model, outside of the process that serves people. */
import { toErrorRecord } from '@catena/engine';
import { prepareWeights } from '../weights/prepare-weights.ts';
import { loadModelsModule } from './load-models-module.ts';
import type { PrepareMessage } from './runner-protocol.ts';

const [modelsModule = '', weightsFolder = '', name = ''] = process.argv.slice(2);
const abort = new AbortController();

// Ctrl-C reaches every process of a terminal; what becomes of the work is the parent's to say.
process.on('SIGINT', () => undefined);
// Both ways to end it leave time to remove what is half done.
process.once('disconnect', () => abort.abort());
process.once('SIGTERM', () => abort.abort());

try {
  const models = await loadModelsModule(modelsModule);
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined) throw new Error(`There is no model "${name}".`);
  await prepareWeights(model.weights, {
    weightsFolder,
    signal: abort.signal,
    onProgress: ({ phase, fraction }) => tell({ type: 'progress', phase, fraction }),
  });
  tell({ type: 'done' });
} catch (error) {
  tell({ type: 'failed', error: toErrorRecord(error) });
} finally {
  if (process.connected) process.disconnect();
}

function tell(message: PrepareMessage): void {
  if (process.connected) process.send?.(message);
}
