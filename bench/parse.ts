// What it costs to read and check a large document, and to refuse one that is too large.
import { bestOf } from './fresh-process.ts';
import { printReport } from './report.ts';

const processes = 3;
const sizes = [1000, 10_000];

const figures = [];
for (const nodes of sizes) {
  const found = await bestOf(
    processes,
    { name: 'parse', parameters: { nodes } },
    ({ parse, validate }) => parse.cpuMs + validate.cpuMs,
  );
  figures.push({ nodes, ...found });
}
const bytes = 100_000_000;
const refused = await bestOf(
  processes,
  { name: 'refusal', parameters: { bytes } },
  ({ wallMs }) => wallMs,
);

printReport({
  name: 'parse',
  about: `µs of processor time per node of a layered document; best of ${processes} processes, each warmed up`,
  columns: ['document', 'JSON.parse', 'parse', 'validate', 'ms', 'MB over idle'],
  rows: [
    ...figures.map(({ nodes, json, parse, validate }) => [
      `${nodes} nodes`,
      (json.cpuMs * 1000) / nodes,
      (parse.cpuMs * 1000) / nodes,
      (validate.cpuMs * 1000) / nodes,
      parse.cpuMs + validate.cpuMs,
      '',
    ]),
    [`100 MB: ${refused.refusal}`, '', '', '', refused.wallMs, refused.overIdleMB],
  ],
  aims: [],
  figures: { documents: figures, refused: { bytes, ...refused } },
});
