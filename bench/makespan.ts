// How long a run takes when its steps take long, beside schedules of the same durations.
import { inFreshProcess } from './fresh-process.ts';
import { printReport } from './report.ts';

const items = 40;
const places = 8;
const seeds = Array.from({ length: 15 }, (_, index) => index + 1);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const figures = [];
for (const seed of seeds) {
  const found = await inFreshProcess('makespan', { items, places, seed });
  figures.push({
    seed,
    ...found,
    overList: found.engineMs / found.listMs,
    overClairvoyant: found.engineMs / found.clairvoyantMs,
    overBarrier: found.engineMs / found.barrierMs,
  });
}
const ratios = [
  figures.map((figure) => figure.overList),
  figures.map((figure) => figure.overClairvoyant),
  figures.map((figure) => figure.overBarrier),
];
const worst = Math.max(...(ratios[0] ?? []));

printReport({
  name: 'makespan',
  about: `a chain of 3 models over ${items} items, ${places} at once, lognormal durations on a simulated clock; seconds`,
  columns: [
    'seed',
    'engine',
    'list',
    'clairvoyant',
    'barrier',
    'bound',
    '/ list',
    '/ clairvoyant',
    '/ barrier',
  ],
  rows: [
    ...figures.map((figure) => [
      String(figure.seed),
      figure.engineMs / 1000,
      figure.listMs / 1000,
      figure.clairvoyantMs / 1000,
      figure.barrierMs / 1000,
      figure.lowerBoundMs / 1000,
      figure.overList,
      figure.overClairvoyant,
      figure.overBarrier,
    ]),
    ['median', '', '', '', '', '', ...ratios.map(median)],
    ['worst', '', '', '', '', '', ...ratios.map((values) => Math.max(...values))],
  ],
  aims: [{ what: 'worst of engine over list schedule', value: worst, atMost: 1.05 }],
  figures,
});
