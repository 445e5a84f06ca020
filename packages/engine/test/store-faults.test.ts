import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  EngineError,
  type Provider,
  type Run,
  type RunEvent,
  type RunResult,
  type RunStore,
} from '../src/index.ts';
import { createSqliteRunStore, openDatabase } from '../src/node/index.ts';
import type { FakeProvider } from '../src/testing/index.ts';
import { callOf, textModel, workflowOf } from './behaviour-bench.ts';
import { createHarness, type Harness } from './engine-harness.ts';

const models = {
  'test/slow': textModel({
    predict: ({ text }) => `${String(text)}~`,
    delayMs: ({ text }) => 100 * String(text).length,
  }),
};

const workflow = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: {
    slow: callOf('test/slow', 'inputs.words'),
    all: { type: 'join', input: { texts: { $from: 'slow.output' } } },
    last: callOf('test/slow', 'all.text'),
  },
  outputs: { last: { $from: 'last.output' } },
});
const inputs = { words: ['a', 'bbb', 'cc'] };

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A fault of the database itself: it stands in the file, for whoever writes. */
interface StoreFault {
  trigger: string;
  code: string;
}

const full = `begin select raise(abort, 'database or disk is full'); end`;
const broken = `begin select raise(abort, 'disk I/O error'); end`;

/** A fault at the n-th event, and at all that would be written with it. */
function atEvent(sequence: number, outcome: 'full' | 'broken'): StoreFault {
  return {
    trigger: `before insert on run_event when new.sequence = ${sequence} ${outcome === 'full' ? full : broken}`,
    code: outcome === 'full' ? 'storage-full' : 'storage-failed',
  };
}

const atBeginning: StoreFault = { trigger: `before insert on run ${full}`, code: 'storage-full' };
const atEnd: StoreFault = {
  trigger: `before update of ended_at on run ${full}`,
  code: 'storage-full',
};

async function setFault(path: string, fault: StoreFault | undefined): Promise<void> {
  const database = await openDatabase(path, ['', '']);
  database.exec('drop trigger if exists fault');
  if (fault) database.exec(`create trigger fault ${fault.trigger}`);
  database.close();
}

/** Lets a provider be asked for predictions whose answer was lost. */
function answering(provider: FakeProvider): FakeProvider {
  const reconcile: Provider['reconcile'] = async ({ input }, { claimed }) => {
    const found = provider.calls.find(
      (call) => !claimed.has(call.id) && JSON.stringify(call.input) === JSON.stringify(input),
    );
    if (!found) return { kind: 'absent' };
    return { kind: 'found', prediction: { id: found.id, status: 'processing', version: 'v1' } };
  };
  return Object.assign(provider, { reconcile });
}

interface NotingStore extends RunStore {
  /** Events of which it was said that they are on disk, and those before them. */
  readonly acknowledged: RunEvent[];
  /** Whether somebody waits for the disk. */
  readonly isBusy: boolean;
}

/** A store that notes what it has said. */
function noting(store: RunStore): NotingStore {
  const told: RunEvent[] = [];
  let acknowledged = 0;
  let underWay = 0;
  const acknowledge = async (kept: Promise<void> | void, count: number) => {
    underWay += 1;
    try {
      await kept;
      acknowledged = Math.max(acknowledged, count);
    } finally {
      underWay -= 1;
    }
  };
  return {
    get acknowledged() {
      return told.slice(0, acknowledged);
    },
    get isBusy() {
      return underWay > 0;
    },
    append(runId, events, options) {
      const kept = store.append(runId, events, options);
      told.push(...structuredClone(events));
      return options?.durable ? acknowledge(kept, told.length) : kept;
    },
    read: (runId, after) => store.read(runId, after),
    list: (options) => store.list(options),
    abandoned: () => store.abandoned(),
    adopt: (runId, options) => store.adopt(runId, options),
    delete: (runId) => store.delete(runId),
    close: async () => store.close?.(),
  };
}

interface Bench extends Harness {
  path: string;
  runs: NotingStore;
}

async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-faults-'));
  folders.push(folder);
  const path = join(folder, 'runs.db');
  const runs = noting(await createSqliteRunStore(path));
  const harness = createHarness({ models, engine: { runs } });
  answering(harness.provider);
  harness.clock.standWhile(() => runs.isBusy);
  return { ...harness, path, runs };
}

async function readAll(store: RunStore, runId: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of store.read(runId)) events.push(event);
  return events;
}

async function reasonOf(bench: Bench, run: Run): Promise<unknown> {
  const reason = run.result.then(
    () => undefined,
    (error: unknown) => error,
  );
  return bench.clock.runUntil(reason);
}

/** Goes on where the store failed: in the same process, or in another one. */
async function goOn(bench: Bench, runId: string, where: 'here' | 'elsewhere') {
  if (where === 'here') return bench.clock.runUntil((await bench.engine.resume(runId)).result);
  await bench.runs.close?.();
  const runs = noting(await createSqliteRunStore(bench.path));
  const { clock, provider } = bench;
  const engine = { runs, providers: [provider], platform: { ...platformOf(bench) } };
  clock.standWhile(() => runs.isBusy);
  const second = createHarness({ models, engine });
  const result = await clock.runUntil((await second.engine.resume(runId)).result);
  await runs.close?.();
  return result;
}

function platformOf({ clock }: Bench) {
  let count = 0;
  return {
    clock,
    ids: { next: () => `second-${(count += 1)}` },
    random: { next: () => 0.25 },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  };
}

const inShort = ({ status, outputs }: RunResult) => ({ status, outputs });

/** A run that nothing befalls. */
async function runWhole() {
  const bench = await openBench();
  const run = await bench.engine.run(workflow, { inputs });
  const result = await bench.clock.runUntil(run.result);
  const { length } = await readAll(bench.runs, run.id);
  await bench.runs.close?.();
  return { result: inShort(result), length, calls: bench.provider.calls.length };
}

/** A run that the store's fault ends, and what comes of it when the fault is gone. */
async function runThrough(fault: StoreFault, where: 'here' | 'elsewhere') {
  const bench = await openBench();
  await setFault(bench.path, fault);
  const run = await bench.engine.run(workflow, { inputs });
  const error = await reasonOf(bench, run);
  const { acknowledged } = bench.runs;
  await setFault(bench.path, undefined);
  const kept = await readAll(bench.runs, run.id);
  const result = await goOn(bench, run.id, where);
  const reader = await createSqliteRunStore(bench.path);
  const events = await readAll(reader, run.id);
  await reader.close?.();
  await bench.runs.close?.().catch(() => {});
  return { error, acknowledged, kept, result: inShort(result), events, provider: bench.provider };
}

describe('a run whose store fails', () => {
  for (const where of ['here', 'elsewhere'] as const) {
    it(`at any event can be gone on with ${where}, to the same result, with not one prediction more`, async () => {
      const whole = await runWhole();
      expect(whole.length).toBeGreaterThan(15);
      const faults = Array.from({ length: whole.length - 1 }, (_, index) =>
        atEvent(index + 2, index % 2 === 0 ? 'full' : 'broken'),
      );
      for (const fault of [...faults, atEnd]) {
        const after = await runThrough(fault, where);
        const about = fault.trigger;
        expect(after.error, about).toBeInstanceOf(EngineError);
        expect(after.error, about).toMatchObject({
          code: fault.code,
          message: expect.stringContaining('runs.db') as string,
          hint: expect.any(String) as string,
        });
        expect(after.kept.slice(0, after.acknowledged.length), about).toEqual(after.acknowledged);
        expect(after.result, about).toEqual(whole.result);
        const numbers = after.events.map(({ sequence }) => sequence);
        expect(numbers, about).toEqual(numbers.map((_, index) => index + 1));
        expect(after.events.slice(0, after.kept.length), about).toEqual(after.kept);
        expect(after.provider.calls, about).toHaveLength(whole.calls);
        expect(
          after.provider.calls.every(({ status }) => status === 'succeeded'),
          about,
        ).toBe(true);
      }
    });
  }

  it.each([
    ['its run', atBeginning],
    ['its first event', atEvent(1, 'full')],
  ])('before %s is kept does not begin, and makes no prediction', async (_what, fault) => {
    const bench = await openBench();
    await setFault(bench.path, fault);
    await expect(bench.engine.run(workflow, { inputs })).rejects.toMatchObject({
      code: fault.code,
    });
    await setFault(bench.path, undefined);
    expect(await bench.runs.list()).toEqual([]);
    expect(bench.provider.calls).toEqual([]);
    await bench.runs.close?.();
  });

  it('when it is adopted says so, and can be adopted later', async () => {
    const bench = await openBench();
    await setFault(bench.path, atEnd);
    const run = await bench.engine.run(workflow, { inputs });
    await reasonOf(bench, run);
    const trigger = `before update of owner on run ${full}`;
    await setFault(bench.path, { trigger, code: 'storage-full' });
    await expect(bench.engine.resume(run.id)).rejects.toMatchObject({ code: 'storage-full' });
    await setFault(bench.path, undefined);
    expect((await goOn(bench, run.id, 'elsewhere')).status).toBe('succeeded');
  });
});
