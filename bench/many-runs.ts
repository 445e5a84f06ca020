// A thousand runs at once in one process: do all of them finish, and does the process still answer?
import { loadavg } from 'node:os';
import { inFreshProcess } from './fresh-process.ts';
import { probeDisk } from './probe-disk.ts';
import { printReport } from './report.ts';

const runs = 1000;
const mostDelayMs = 50;

const figures = [];
for (const count of [1, runs]) {
  console.error(`measuring ${count} runs …`);
  figures.push(await inFreshProcess('manyRuns', { runs: count }));
}
const disk = await probeDisk();
const many = figures.at(-1);

printReport({
  name: 'many-runs',
  about: `runs of five steps, three of which call a model that takes 4 s, started one after the other as requests would be, through the services of a server, everything on disk. The disk keeps a page in ${disk.p50Ms.toFixed(1)} ms (p50; mean ${disk.meanMs.toFixed(1)}, p95 ${disk.p95Ms.toFixed(1)}); load ${loadavg()[0]?.toFixed(1)}`,
  columns: [
    'runs',
    'finished',
    'at once',
    'seconds',
    'cpu ms / run',
    'loop p50 ms',
    'loop p99 ms',
    'loop max ms',
    'idle RSS MB',
    'RSS MB',
  ],
  rows: figures.map((figure) => [
    figure.runs,
    figure.finished,
    figure.atOnce,
    figure.wallMs / 1000,
    figure.cpuMs / figure.runs,
    figure.loopP50Ms,
    figure.loopP99Ms,
    figure.loopMaxMs,
    figure.idleMB,
    figure.peakMB,
  ]),
  aims: [
    { what: 'runs that did not finish', value: runs - (many?.finished ?? 0), atMost: 0 },
    {
      what: `p99 of the delay of the event loop at ${runs} runs, ms`,
      value: many?.loopP99Ms ?? Number.NaN,
      atMost: mostDelayMs,
    },
  ],
  figures: { disk, figures },
});
