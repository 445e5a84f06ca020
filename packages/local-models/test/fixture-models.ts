/** Models without weights that misbehave on demand; listed under the name that processes look for. */
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '@catena/engine';
import { cogSchema, fileOutput } from '../src/models/cog-schema.ts';
import type { LoadedModel, LocalModel } from '../src/models/local-model.ts';

type Predict = LoadedModel['predict'];

function fixture(name: string, predict: Predict): LocalModel {
  return {
    name: `test/${name}`,
    revision: 1,
    title: name,
    description: `A model for tests: ${name}.`,
    openapiSchema: cogSchema({
      input: {
        text: { type: 'string', description: 'Comes back.', default: '' },
        delayMs: { type: 'integer', description: 'Waits first.', default: 0 },
      },
      output: fileOutput,
    }),
    defaultExample: { input: { text: 'hello' } },
    card: { summary: name, source: 'test', licence: { code: 'MIT', weights: 'none' }, limits: [] },
    weights: [],
    async load() {
      return { predict };
    },
  };
}

const echo = fixture('echo', async ({ text, delayMs }, { progress, writeFile }) => {
  progress(0.5, 'echoing');
  await delay(Number(delayMs));
  const file = await writeFile(new TextEncoder().encode(String(text)), 'text/plain');
  return { pid: process.pid, at: performance.timeOrigin + performance.now(), files: [file] };
});

const crash = fixture('crash', async () => {
  process.stderr.write('the machine ran out of luck\n');
  process.kill(process.pid, 'SIGSEGV');
  await delay(60_000);
});

const spin = fixture('spin', async () => {
  // Deaf to every message and signal but the one that cannot be refused.
  for (;;) Math.random();
});

const refuse = fixture('refuse', async () => {
  throw new EngineError({ code: 'no-speech', message: 'Nothing was said.' });
});

const stumble = fixture('stumble', async () => {
  throw new TypeError('x is not a function');
});

export const allModels: readonly LocalModel[] = [echo, crash, spin, refuse, stumble];
