/**
 * A run whose process is killed at moments that a seed draws, until one of its processes ends it.
 * `CATENA_CRASH_SEEDS=500` is the long form; `CATENA_CRASH_FIRST_SEED` begins elsewhere than at 1.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCatena, type CatenaProcess } from '../replicate-client/start-catena.ts';
import { neededPredictions, resultOf, stepCount, type CrashKind } from './crash-graph.ts';
import { labelOf, tryCrashes, type CrashOutcome, type CrashPlan } from './crash-trial.ts';

const seeds = Number(process.env['CATENA_CRASH_SEEDS'] ?? 25);
const firstSeed = Number(process.env['CATENA_CRASH_FIRST_SEED'] ?? 1);
const controlSeeds = 3;
const atOnce = 2;
const perServer = 30;
const mostKills = 5;
const longestMs = Math.max(20, seeds) * 60_000;
const kinds: readonly CrashKind[] = ['distinct', 'equal', 'distinct', 'shared'];

const environment = { CATENA_RATE_LIMIT: '1000000/min', CATENA_IDEMPOTENCY: 'off' };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-crashes-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Tries plans one after the other, each server for itself: what is new there belongs to one of them. */
async function tryInTurn(plans: readonly CrashPlan[], name: string): Promise<CrashOutcome[]> {
  const outcomes: CrashOutcome[] = [];
  let server: CatenaProcess | undefined;
  try {
    for (const [index, plan] of plans.entries()) {
      if (index % perServer === 0) {
        await server?.stop();
        server = await startCatena(folder, [], {
          ...environment,
          CATENA_DATA: join(folder, `${name}-${index}`),
        });
      }
      if (server) outcomes.push(await tryCrashes(plan, server.url));
    }
  } finally {
    await server?.stop();
  }
  return outcomes;
}

async function tryAll(plans: readonly CrashPlan[], name: string): Promise<CrashOutcome[]> {
  const shares = Array.from({ length: atOnce }, (_, share) =>
    plans.filter((_plan, index) => index % atOnce === share),
  );
  const tried = await Promise.all(
    shares.map((share, index) => tryInTurn(share, `${name}-${index}`)),
  );
  return tried.flat();
}

function isUndecided({ kept }: CrashOutcome): boolean {
  return kept.errors.some(({ code }) => code === 'effect-unknown');
}

function needed({ plan }: CrashOutcome): number {
  return neededPredictions[plan.kind];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function report(title: string, outcomes: readonly CrashOutcome[], startedAt: number): void {
  const table = {
    seeds: outcomes.length,
    kills: sum(outcomes.map(({ kills }) => kills)),
    'kills in a create': sum(outcomes.map(({ killsInCreates }) => killsInCreates)),
    stuck: sum(outcomes.map(({ stuck }) => stuck)),
    undecided: outcomes.filter(isUndecided).length,
    'predictions needed': sum(outcomes.map(needed)),
    'predictions made': sum(outcomes.map(({ predictions }) => predictions)),
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
  // eslint-disable-next-line no-console -- for people: what the test went through
  console.table({ [title]: table });
}

/** What is not as in a run that nothing interrupts. */
function flawsOf(outcome: CrashOutcome): string[] {
  const { plan, kept, predictions, orphans, trouble } = outcome;
  const most = needed(outcome);
  const undecided = isUndecided(outcome);
  const isRight =
    kept.status === 'succeeded' &&
    kept.isWhole &&
    kept.text === resultOf(plan.kind, labelOf(plan)) &&
    kept.steps === stepCount;
  const isCounted = undecided ? predictions <= most : predictions === most;
  const flaws: [boolean, string][] = [
    [isRight || undecided, `ended ${kept.status}: ${JSON.stringify(kept)} ${trouble}`],
    [isCounted, `made ${predictions} predictions, not ${most}`],
    [orphans === 0, `left ${orphans} predictions running`],
    [kept.sequences.every((sequence, index) => sequence === index + 1), 'has a gap in its events'],
  ];
  return flaws.flatMap(([isFine, flaw]) =>
    isFine ? [] : [`seed ${plan.seed}, ${plan.kind}: ${flaw}`],
  );
}

describe('a run whose process is killed again and again', () => {
  it(
    'ends as if nothing had happened, and pays for nothing twice',
    { timeout: longestMs },
    async () => {
      const startedAt = performance.now();
      const plans = Array.from({ length: seeds }, (_, index): CrashPlan => {
        const kind = kinds[index % kinds.length] ?? 'distinct';
        return { seed: firstSeed + index, kind, guarded: true, mostKills };
      });
      const outcomes = await tryAll(plans, 'guarded');
      report('guarded', outcomes, startedAt);
      expect(outcomes.flatMap(flawsOf)).toEqual([]);
      expect(sum(outcomes.map(({ killsInCreates }) => killsInCreates))).toBeGreaterThan(seeds / 4);
      expect(outcomes.filter(isUndecided).length).toBeLessThanOrEqual(seeds / 10);
    },
  );

  it(
    'pays twice where the provider is not asked what became of a call',
    { timeout: longestMs },
    async () => {
      const startedAt = performance.now();
      const plans = Array.from({ length: controlSeeds }, (_, index): CrashPlan => ({
        seed: index + 1,
        kind: 'distinct',
        guarded: false,
        mostKills,
      }));
      const outcomes = await tryAll(plans, 'control');
      report('control', outcomes, startedAt);
      expect(outcomes.every(({ kept }) => kept.status === 'succeeded')).toBe(true);
      const made = sum(outcomes.map(({ predictions }) => predictions));
      expect(made).toBeGreaterThan(sum(outcomes.map(needed)));
    },
  );
});
