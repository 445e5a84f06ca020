// What it costs to refuse a run of far too many steps.
import { bestOf } from './fresh-process.ts';
import { printReport } from './report.ts';

const processes = 3;
const kinds = [
  { kind: 'literal', words: '1,000 × 1,000 literals' },
  { kind: 'found', words: '100,000 items of a node' },
] as const;

const figures = [];
for (const { kind, words } of kinds) {
  const order = { name: 'expansion', parameters: { kind } } as const;
  figures.push({ words, ...(await bestOf(processes, order, ({ wallMs }) => wallMs)) });
}

printReport({
  name: 'expansion',
  about: `a run of more than 10,000 steps is refused; best of ${processes} processes`,
  columns: ['fan-out', 'refused with', 'ms', 'MB over idle'],
  rows: figures.map(({ words, refusal, wallMs, overIdleMB }) => [
    words,
    refusal,
    wallMs,
    overIdleMB,
  ]),
  aims: [],
  figures,
});
