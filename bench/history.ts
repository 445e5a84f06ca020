// How long it takes to list runs where there are many, over HTTP.
import { loadavg } from 'node:os';
import { inFreshProcess } from './fresh-process.ts';
import { printReport } from './report.ts';

const small = 100;
const large = 10_000;
const mostMs = 50;

const figures = [];
for (const runs of [small, large]) {
  console.error(`measuring ${runs} runs …`);
  figures.push({ runs, pages: await inFreshProcess('history', { runs }) });
}
const [, ofMany] = figures;

printReport({
  name: 'history',
  about: `a page of runs by GET /api/runs, 50 a page, with its time on the way and to read it; load ${loadavg()[0]?.toFixed(1)}`,
  columns: ['page', 'runs', 'p50 ms', 'p95 ms', 'listed'],
  rows: figures.flatMap(({ runs, pages }) =>
    pages.map(({ page, p50Ms, p95Ms, listed }) => [page, runs, p50Ms, p95Ms, listed]),
  ),
  aims: (ofMany?.pages ?? []).map(({ page, p95Ms }) => ({
    what: `p95 of ${page} at ${large} runs, ms`,
    value: p95Ms,
    atMost: mostMs,
  })),
  figures,
});
