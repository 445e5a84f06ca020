import { join } from 'node:path';
import { createMemoryRunStore, systemPlatform, type RunStore, type Workflow } from '@catena/engine';
import { createSqliteRunStore } from '@catena/engine/node';
import { FakeProvider } from '@catena/engine/testing';
import { createBenchEngine } from '../create-bench-engine.ts';
import { inDataFolder } from '../data-folder.ts';
import { startMeasuring, type Cost } from '../warm-rounds.ts';

/** A run whose steps take a time, and where its events are kept. */
export interface LedgerOrder {
  store: 'memory' | 'disk';
  /** What a step does: it computes here, or calls a model. */
  kind: 'compute' | 'predict';
  steps: number;
  stepMs: number;
  concurrency: number;
}

const model = 'bench/wait';

function workflowOf({ kind, steps, stepMs }: LedgerOrder): Workflow {
  const value = { $from: 'spread.items' };
  return {
    catena: 1,
    nodes: {
      spread: { type: 'bench.spread', input: { length: steps } },
      each:
        kind === 'compute'
          ? { type: 'bench.wait', input: { value, ms: stepMs } }
          : { type: 'predict', provider: 'fake', model, input: { value } },
      gather: {
        type: 'bench.gather',
        input: { items: { $from: kind === 'compute' ? 'each.value' : 'each.output' } },
      },
    },
    outputs: { count: { $from: 'gather.value' } },
  };
}

function providerOf({ stepMs, concurrency }: LedgerOrder): FakeProvider {
  return new FakeProvider({
    clock: systemPlatform.clock,
    limits: { concurrency },
    models: {
      [model]: {
        input: { value: { type: 'number' } },
        required: ['value'],
        output: { type: 'number' },
        predict: (input) => input['value'],
        delayMs: () => stepMs,
      },
    },
  });
}

async function runOnce(order: LedgerOrder, runs: RunStore): Promise<Cost> {
  const engine = createBenchEngine({
    providers: [providerOf(order)],
    runs,
    limits: { maxSteps: order.steps + 2, computeConcurrency: order.concurrency },
  });
  const run = await engine.run(workflowOf(order));
  const costSoFar = startMeasuring();
  const { status, outputs } = await run.result;
  const cost = costSoFar();
  if (status !== 'succeeded' || outputs['count'] !== order.steps) {
    throw new Error(`The run ended ${status}.`);
  }
  return cost;
}

/** Runs a fan-out of many steps, its events kept in memory or on disk; once before to warm the code. */
export function measureLedger(order: LedgerOrder): Promise<Cost> {
  return inDataFolder(async (folder) => {
    const isMemory = order.store === 'memory';
    await runOnce({ ...order, steps: 2000, stepMs: 0 }, createMemoryRunStore());
    const runs = isMemory
      ? createMemoryRunStore()
      : await createSqliteRunStore(join(folder, 'runs.db'));
    globalThis.gc?.();
    const cost = await runOnce(order, runs);
    await runs.close?.();
    return cost;
  });
}
