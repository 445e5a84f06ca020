import fc from 'fast-check';
import { it } from 'vitest';
import assert from 'node:assert/strict';
import { arbitraryCase } from './random-workflow.ts';
import { evaluateSequentially } from './sequential-evaluator.ts';
import { recordRun } from './recorded-run.ts';

it('scratch', async () => {
  let steps = 0, n = 0, failed = 0; let max = 0;
  const stat: Record<string, number> = {};
  let tEval = 0;
  const begin = performance.now();
  await fc.assert(
    fc.asyncProperty(arbitraryCase, async (c) => {
      const b = performance.now();
      const e = evaluateSequentially(c.workflow, c.inputs, c.misfortune);
      tEval += performance.now() - b;
      n++; steps += e.steps.size; max = Math.max(max, e.steps.size);
      for (const s of e.steps.values()) { const k = s.status + (s.skipped ?? ''); stat[k] = (stat[k] ?? 0) + 1; }
      if (e.status === 'failed') failed++;
      if (process.env['ENGINE']) {
        const r = await recordRun(c);
        assert.equal(r.result.status, e.status);
        assert.deepStrictEqual(r.result.outputs, e.outputs);
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 500), seed: Number(process.env['SEED'] ?? 1) },
  ).finally(() => console.log({ n, steps, max, failed, stat, tEval, ms: performance.now() - begin }));
}, 600000);
