/**
 * Every fault at every call of a chain of three models: the run ends right or says what is wrong, and the
 * server has made no prediction too many. Idempotency keys are off, as at Replicate.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type ServerBench } from '../open-server.ts';
import {
  chainOf,
  listPredictions,
  runBehindProxy,
  type ChainOutcome,
  type Listed,
} from './chain-bench.ts';
import type { CallKind } from './fault-proxy.ts';
import { faults, type FaultName } from './faults.ts';

const points: readonly [CallKind, number][] = [
  ['describe', 1],
  ['upload', 1],
  ['create', 1],
  ['create', 2],
  ['create', 3],
  ['poll', 1],
  ['poll', 2],
  ['poll', 3],
  ['download', 1],
  ['download', 2],
  ['download', 3],
];

/** What a run says when a thing is gone. Every other fault is survived, and a prediction that is missing once. */
const goneCodes: Partial<Record<CallKind, string>> = {
  describe: 'invalid-workflow',
  upload: 'provider-error',
  create: 'model-not-found',
  download: 'output-expired',
};

interface Cell {
  title: string;
  fault: FaultName;
  kind: CallKind;
  nth: number;
}

const cells: readonly Cell[] = (Object.keys(faults) as FaultName[]).flatMap((fault) =>
  points.map(([kind, nth]) => ({ title: `${kind} ${nth} ${fault}`, fault, kind, nth })),
);

const atOnce = 10;

describe('the fault matrix', () => {
  let bench: ServerBench;
  const outcomes = new Map<string, ChainOutcome>();
  let listed: Listed[] = [];

  beforeAll(async () => {
    bench = await openServer({ CATENA_TEST_MODE: '1', CATENA_RATE_LIMIT: '1000000/min' });
    const left = [...cells];
    const work = async () => {
      for (let cell = left.shift(); cell; cell = left.shift()) {
        const { title, kind, nth, fault } = cell;
        const plans = [{ kind, nth, times: 1, fault: faults[fault] }];
        outcomes.set(title, await runBehindProxy(chainOf(title), bench.url, { plans }));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    listed = await listPredictions(bench.url);
    // eslint-disable-next-line no-console -- shown with `--reporter verbose`, for people
    console.table(tableOf(outcomes));
  });
  afterAll(() => bench.close());

  it.each(cells)('$title', ({ title, fault, kind, nth }) => {
    const outcome = outcomes.get(title);
    if (outcome === undefined) throw new Error('The cell was not run.');
    const made = listed.filter(({ input }) => input['text'] === title);
    const stages = made.map(({ input }) => Number(input['integer'])).toSorted((a, b) => a - b);
    expect(outcome.spoiled).toBe(1);
    expect(stages).toEqual(stages.filter((stage, index) => stages.indexOf(stage) === index));
    expect(made.filter(({ status }) => status === 'starting' || status === 'processing')).toEqual(
      [],
    );
    const code = fault === 'is gone' ? goneCodes[kind] : undefined;
    if (code === undefined) {
      expect(outcome.error?.message).toBeUndefined();
      expect(outcome).toMatchObject({ status: 'succeeded', isRight: true });
      expect(stages).toEqual([1, 2, 3]);
      return;
    }
    expect(outcome.error?.code).toBe(code);
    expect(outcome.error?.message).not.toBe('');
    const needed = kind === 'create' ? nth - 1 : kind === 'download' ? nth : 0;
    expect(stages).toHaveLength(needed);
  });
});

/** One line a fault, one column a call: `ok`, or the code of what the run says. */
function tableOf(outcomes: ReadonlyMap<string, ChainOutcome>): Record<string, object> {
  const rows = Object.keys(faults).map((fault) => {
    const row = points.map(([kind, nth]) => {
      const outcome = outcomes.get(`${kind} ${nth} ${fault}`);
      const said = outcome?.status === 'succeeded' ? 'ok' : (outcome?.error?.code ?? '?');
      return [`${kind} ${nth}`, said] as const;
    });
    return [fault, Object.fromEntries(row)] as const;
  });
  return Object.fromEntries(rows);
}
