// What the engine costs per step, beside a promise loop and a p-queue loop over the same graph.
import { bestOf } from './fresh-process.ts';
import { concurrency } from './create-bench-engine.ts';
import { printReport, type Aim } from './report.ts';
import { shapes, type Shape } from './shapes.ts';
import type { Cost } from './warm-rounds.ts';

const processes = 2;
const sizes = process.argv.includes('--large') ? [1000, 10_000, 50_000] : [1000, 10_000];

interface Figure {
  shape: Shape;
  steps: number;
  promiseUs: number;
  queueUs: number;
  engineUs: number;
  cachedUs: number;
  prepareUs: number;
}

async function loopUs(shape: Shape, steps: number, kind: 'promises' | 'queue'): Promise<number> {
  const order = { name: 'loop', parameters: { shape, steps, kind } } as const;
  const { run } = await bestOf(processes, order, (cost) => cost.run.cpuMs);
  return (run.cpuMs * 1000) / steps;
}

async function measure(shape: Shape, steps: number): Promise<Figure> {
  const run = (cache: boolean) =>
    bestOf(
      processes,
      { name: 'run', parameters: { shape, steps, cache } },
      ({ run: cost }) => cost.cpuMs,
    );
  const queueUs = await loopUs(shape, steps, 'queue');
  const plain = await run(false);
  const promiseUs = await loopUs(shape, steps, 'promises');
  const cached = await run(true);
  const perStep = ({ cpuMs }: Cost) => (cpuMs * 1000) / steps;
  return {
    shape,
    steps,
    promiseUs,
    queueUs,
    engineUs: perStep(plain.run),
    cachedUs: perStep(cached.run),
    prepareUs: perStep(plain.prepare),
  };
}

function aimsOf(figures: readonly Figure[]): Aim[] {
  const growth = shapes.flatMap((shape): Aim[] => {
    const [small, ...larger] = figures.filter((figure) => figure.shape === shape);
    return larger.map(({ steps, engineUs }) => ({
      what: `${shape}: µs per step at ${steps} over that at ${small?.steps}`,
      value: engineUs / (small?.engineUs ?? Number.NaN),
      atMost: 1.3,
    }));
  });
  const ratios = figures.map(({ shape, steps, engineUs, queueUs }) => ({
    what: `${shape} ${steps}: engine over p-queue loop`,
    value: engineUs / queueUs,
    atMost: 3,
  }));
  return [...ratios, ...growth];
}

const figures: Figure[] = [];
for (const shape of shapes) {
  for (const steps of sizes) {
    console.error(`measuring ${shape} of ${steps} …`);
    figures.push(await measure(shape, steps));
  }
}

printReport({
  name: 'overhead',
  about: `µs of processor time per step, concurrency ${concurrency}, full life cycle, events kept and listened to; best of ${processes} processes, each warmed up`,
  columns: ['shape', 'steps', 'promises', 'p-queue', 'engine', '/ p-queue', 'cache on', 'prepare'],
  rows: figures.map((figure) => [
    figure.shape,
    figure.steps,
    figure.promiseUs,
    figure.queueUs,
    figure.engineUs,
    figure.engineUs / figure.queueUs,
    figure.cachedUs,
    figure.prepareUs,
  ]),
  aims: aimsOf(figures),
  figures,
});
