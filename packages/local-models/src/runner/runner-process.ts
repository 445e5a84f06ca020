/**
 * The process that owns the models. It computes one request at a time, in the order of arrival, and
 * ends with its parent. A failing model fails its request and nothing else.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, toErrorRecord, type ErrorRecord } from '@catena/engine';
import type { OutputFile } from '../models/local-model.ts';
import { toStorageError } from '../weights/weights-error.ts';
import { LoadedModels } from './loaded-models.ts';
import { loadModelsModule } from './load-models-module.ts';
import type { RunnerMessage, RunnerRequest } from './runner-protocol.ts';

const [modelsModule = '', weightsFolder = ''] = process.argv.slice(2);
const progressEveryMs = 50;

process.once('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal; what becomes of the work is the parent's to say.
process.on('SIGINT', () => undefined);

const models = loadModelsModule(modelsModule).then((list) => new LoadedModels(list, weightsFolder));
let last: Promise<void> = models.then(() => undefined);

process.on('message', (request: RunnerRequest) => {
  last = last.then(() => answer(request));
});

async function answer(request: RunnerRequest): Promise<void> {
  const { id } = request;
  try {
    tell({ type: 'loading', id });
    const model = await (await models).get(request.model);
    tell({ type: 'predicting', id });
    const output = await model.predict(request.input, {
      progress: progressTeller(id),
      writeFile: (bytes, mediaType) => keepFile(request.outputFolder, bytes, mediaType),
    });
    tell({ type: 'succeeded', id, output });
  } catch (error) {
    tell({ type: 'failed', id, error: toModelError(error, request.model) });
  }
}

function tell(message: RunnerMessage): void {
  process.send?.(message);
}

function progressTeller(id: string): (fraction: number, phase?: string) => void {
  let toldAt = 0;
  return (fraction, phase) => {
    const now = performance.now();
    if (now - toldAt < progressEveryMs) return;
    toldAt = now;
    tell({ type: 'progress', id, fraction, ...(phase === undefined ? {} : { phase }) });
  };
}

async function keepFile(folder: string, bytes: Uint8Array, mediaType: string): Promise<OutputFile> {
  const path = join(folder, randomUUID());
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw toStorageError(error, path);
  }
  return { $outputFile: path, mediaType };
}

function toModelError(error: unknown, model: string): ErrorRecord {
  if (EngineError.isInstance(error)) return toErrorRecord(error);
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'model-failed', message: `${model} failed: ${reason}`, retryable: false };
}
