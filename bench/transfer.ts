// A large output goes from one model to the next, at another Catena: how much memory does who calls hold?
import { inFreshProcess } from './fresh-process.ts';
import { printReport } from './report.ts';
import { serveModels } from './serve-models.ts';

const gibibyte = 1024 ** 3;
const sizes = [gibibyte / 8, 2 * gibibyte];
const mostOverIdleMB = 250;

const server = await serveModels();
const figures = [];
try {
  for (const sizeBytes of sizes) {
    const found = await inFreshProcess('transfer', { url: server.url, sizeBytes });
    figures.push({ sizeBytes, ...found, serverPeakMB: await server.peakMB() });
  }
} finally {
  await server.close();
}

printReport({
  name: 'transfer',
  about:
    'one model makes a file, the next one reads it, both at another process of Catena, called as Replicate is; caller and server on one machine',
  columns: ['MiB', 'seconds', 'MB/s', 'MB over idle', 'MB at most', 'server, MB at most'],
  rows: figures.map(({ sizeBytes, wallMs, overIdleMB, peakMB, serverPeakMB }) => [
    sizeBytes / 1024 ** 2,
    wallMs / 1000,
    sizeBytes / 1000 / wallMs,
    overIdleMB,
    peakMB,
    serverPeakMB,
  ]),
  aims: [
    {
      what: 'MB that the caller holds above idle at 2 GiB',
      value: figures.at(-1)?.overIdleMB ?? Number.NaN,
      atMost: mostOverIdleMB,
    },
  ],
  figures,
});
