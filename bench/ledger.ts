// What the ledger on disk costs a run of many steps, beside the same run that is kept in memory.
import { loadavg } from 'node:os';
import { inFreshProcess } from './fresh-process.ts';
import { probeDisk } from './probe-disk.ts';
import { printReport } from './report.ts';
import type { LedgerOrder } from './tasks/measure-ledger.ts';

const steps = 10_000;
const concurrency = 64;
const slowStepMs = 50;
const rounds = 2;

type Kind = LedgerOrder['kind'];

interface Figure {
  kind: Kind;
  stepMs: number;
  memoryUs: number;
  diskUs: number;
  memoryCpuUs: number;
  diskCpuUs: number;
  ratio: number;
}

/** The better of some rounds, memory and disk in turn: what else the machine does only ever adds. */
async function measure(kind: Kind, stepMs: number): Promise<Figure> {
  const order = { kind, stepMs, steps, concurrency };
  const best = { memory: Number.POSITIVE_INFINITY, disk: Number.POSITIVE_INFINITY };
  const cpu = { ...best };
  for (let round = 0; round < rounds; round += 1) {
    for (const store of ['memory', 'disk'] as const) {
      const { wallMs, cpuMs } = await inFreshProcess('ledger', { ...order, store });
      best[store] = Math.min(best[store], wallMs);
      cpu[store] = Math.min(cpu[store], cpuMs);
    }
  }
  const toUs = (ms: number) => (ms * 1000) / steps;
  return {
    kind,
    stepMs,
    memoryUs: toUs(best.memory),
    diskUs: toUs(best.disk),
    memoryCpuUs: toUs(cpu.memory),
    diskCpuUs: toUs(cpu.disk),
    ratio: best.disk / best.memory,
  };
}

const figures: Figure[] = [];
for (const kind of ['compute', 'predict'] as const) {
  for (const stepMs of [0, slowStepMs]) {
    console.error(`measuring ${kind}, ${stepMs} ms a step …`);
    figures.push(await measure(kind, stepMs));
  }
}
const disk = await probeDisk();

printReport({
  name: 'ledger',
  about: `${steps} steps, ${concurrency} at once; µs per step on the wall and of processor time, best of ${rounds}. The disk keeps a page in ${disk.p50Ms.toFixed(1)} ms (p50; mean ${disk.meanMs.toFixed(1)}, p95 ${disk.p95Ms.toFixed(1)}); load ${loadavg()[0]?.toFixed(1)}`,
  columns: ['step', 'ms', 'memory', 'disk', 'memory, cpu', 'disk, cpu', 'disk / memory'],
  rows: figures.map((figure) => [
    figure.kind,
    figure.stepMs,
    figure.memoryUs,
    figure.diskUs,
    figure.memoryCpuUs,
    figure.diskCpuUs,
    figure.ratio,
  ]),
  aims: figures
    .filter(({ stepMs }) => stepMs === slowStepMs)
    .map(({ kind, ratio }) => ({
      what: `${kind}, ${slowStepMs} ms a step: makespan on disk over that in memory`,
      value: ratio,
      atMost: 1.1,
    })),
  figures: { disk, figures },
});
