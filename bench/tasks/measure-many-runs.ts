import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createServices, loadConfig, type Services } from '@catena/server';
import { inDataFolder } from '../data-folder.ts';
import { startMeasuring, type Cost } from '../warm-rounds.ts';

const bytesPerMegabyte = 1_000_000;
const nanosecondsPerMs = 1_000_000;
const waitMs = 60_000;
const warmRuns = 20;
const modelSeconds = 4;

/** What many runs at once came to. */
export interface ManyRuns extends Cost {
  runs: number;
  finished: number;
  /** Most that were under way together. */
  atOnce: number;
  loopP50Ms: number;
  loopP99Ms: number;
  loopMaxMs: number;
  idleMB: number;
  peakMB: number;
}

const sleepOn = (text: object | string) => ({
  type: 'predict',
  provider: 'test',
  model: 'test/sleep',
  input: { seconds: modelSeconds, steps: 2, text },
});

/** Two steps that compute and three that call a model. */
const workflow = {
  catena: 1,
  inputs: { name: { type: 'text' } },
  nodes: {
    begin: {
      type: 'text.template',
      input: { template: 'of {{name}}', name: { $from: 'inputs.name' } },
    },
    left: sleepOn({ $from: 'begin.text' }),
    right: sleepOn({ $from: 'inputs.name' }),
    both: {
      type: 'text.template',
      input: {
        template: '{{left}} {{right}}',
        left: { $from: 'left.output' },
        right: { $from: 'right.output' },
      },
    },
    last: sleepOn({ $from: 'both.text' }),
  },
  outputs: { last: { $from: 'last.output' } },
};

async function runOne({ runService }: Services, name: string): Promise<boolean> {
  const { id } = await runService.start({ workflow, inputs: { name }, fresh: true });
  const { signal } = new AbortController();
  for (;;) {
    const { status, outputs } = await runService.result(id, { waitMs, signal });
    if (status === 'succeeded') return outputs['last'] === `of ${name} ${name}`;
    if (status !== 'queued' && status !== 'running') return false;
  }
}

/** Starts them as requests come, each in a turn of its own. */
async function runMany(services: Services, names: readonly string[]) {
  const ended: Promise<boolean>[] = [];
  let atOnce = 0;
  for (const name of names) {
    ended.push(runOne(services, name));
    await nextTurn();
    atOnce = Math.max(atOnce, services.runService.underWay);
  }
  const finished = (await Promise.all(ended)).filter(Boolean).length;
  return { finished, atOnce };
}

const namesOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Starts many runs at once through the services of a server, everything on disk. */
export function measureManyRuns({ runs }: { runs: number }): Promise<ManyRuns> {
  return inDataFolder(async (dataFolder) => {
    const environment = { CATENA_TEST_MODE: '1', CATENA_LOG: 'error' };
    const services = await createServices(loadConfig(environment, { dataFolder }));
    await runMany(services, namesOf('warm', warmRuns));
    globalThis.gc?.();
    const idleMB = process.memoryUsage.rss() / bytesPerMegabyte;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const costSoFar = startMeasuring();
    const found = await runMany(services, namesOf('run', runs));
    const cost = costSoFar();
    delay.disable();
    const peakMB = (process.resourceUsage().maxRSS * 1024) / bytesPerMegabyte;
    await services.close();
    return {
      ...cost,
      ...found,
      runs,
      loopP50Ms: delay.percentile(50) / nanosecondsPerMs,
      loopP99Ms: delay.percentile(99) / nanosecondsPerMs,
      loopMaxMs: delay.max / nanosecondsPerMs,
      idleMB,
      peakMB,
    };
  });
}
