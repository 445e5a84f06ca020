import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ChildOrder, ChildWord } from './child-order.ts';
import type { CrashKind } from './crash-graph.ts';
import { readKeptRun, type KeptRun } from './kept-run.ts';
import { seededRandom } from './seeded-random.ts';
import { openSlowLine, type SlowLine } from './slow-line.ts';

/** What one run is put through. */
export interface CrashPlan {
  seed: number;
  kind: CrashKind;
  guarded: boolean;
  /** Kills after which it is left alone. */
  mostKills: number;
}

/** What became of it. */
export interface CrashOutcome {
  plan: CrashPlan;
  kills: number;
  /** Kills while a create had been sent and not answered. */
  killsInCreates: number;
  /** How often three processes in a row had brought it no further. */
  stuck: number;
  kept: KeptRun;
  /** What the last process wrote where it did not end the run. */
  trouble: string;
  predictions: number;
  /** Predictions that had not ended when the run had. */
  orphans: number;
}

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const longestLifeMs = 1300;
const longestStartMs = 1000;
const longestCreateMs = 160;
const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'canceled', 'aborted']);

interface Life {
  hasEnded: boolean;
  stuck: boolean;
  isKilled: boolean;
  /** Whether a create of it was under way when it was killed. */
  wasCreating: boolean;
  trouble: string;
}

/** When a process is to die: at a time of its life, or soon after a create has left it. */
async function waitForDeath(began: Promise<void>, line: SlowLine, random: () => number) {
  const draw = random();
  const when = random();
  if (draw < 0.1) {
    await delay(when * longestStartMs);
    return;
  }
  await began;
  if (draw < 0.6) {
    await delay(when * longestLifeMs);
    return;
  }
  // A create of any moment of its life, not always the first.
  await delay(random() * longestLifeMs * 0.7);
  await new Promise<void>((resolve) => (line.onCreate = resolve));
  await delay(when * longestCreateMs);
}

function start(order: ChildOrder): ChildProcess {
  const runtime = ['--conditions=@catena/source', '--import', import.meta.resolve('tsx')];
  return spawn(process.execPath, [...runtime, child, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** One process, from its start to its end, whichever that is. */
async function live(
  order: ChildOrder,
  { line, random }: { line: SlowLine; random: (() => number) | undefined },
): Promise<Life> {
  const process = start(order);
  const life: Life = {
    hasEnded: false,
    stuck: false,
    isKilled: false,
    wasCreating: false,
    trouble: '',
  };
  let begin = () => {};
  const began = new Promise<void>((resolve) => (begin = resolve));
  process.stderr?.on('data', (piece) => (life.trouble += String(piece)));
  const lines = createInterface({ input: process.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    const word = line as ChildWord;
    if (word === 'began') begin();
    if (word === 'stuck') life.stuck = true;
    if (word === 'ended') life.hasEnded = true;
  });
  const exited = new Promise<void>((resolve) => process.once('close', () => resolve()));
  if (random) {
    void waitForDeath(began, line, random).then(() => {
      life.wasCreating = line.creating > 0;
      life.isKilled = process.exitCode === null && process.kill('SIGKILL');
    });
  }
  await exited;
  life.isKilled &&= process.signalCode === 'SIGKILL';
  return life;
}

const pageSchema = z.object({
  next: z.string().nullable(),
  results: z.array(z.object({ id: z.string(), status: z.string() })),
});

async function readPage(address: string): Promise<z.infer<typeof pageSchema>> {
  return pageSchema.parse(await (await fetch(address)).json());
}

/** Predictions of the server that were made after the given one, newest first. */
async function predictionsAfter(server: string, last: string | undefined) {
  const made: { id: string; status: string }[] = [];
  for (let next: string | null = `${server}/v1/predictions`; next !== null;) {
    const page = await readPage(next);
    const known = page.results.findIndex(({ id }) => id === last);
    if (known >= 0) return [...made, ...page.results.slice(0, known)];
    made.push(...page.results);
    next = page.next;
  }
  return made;
}

/** What the texts of a run are told by: those of other runs at the same server are not its own. */
export function labelOf({ seed, guarded }: CrashPlan): string {
  return `${guarded ? 'word' : 'control'} ${seed}`;
}

/** Runs the graph in processes that are killed, one after the other, until one of them ends it. */
export async function tryCrashes(plan: CrashPlan, server: string): Promise<CrashOutcome> {
  const random = seededRandom(plan.seed);
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-crash-'));
  const line = await openSlowLine(server, seededRandom(plan.seed + 1_000_000));
  const [last] = (await readPage(`${server}/v1/predictions`)).results;
  const { kind, guarded } = plan;
  const order = { dataFolder, url: line.url, kind, guarded, label: labelOf(plan) };
  const total = { kills: 0, killsInCreates: 0, stuck: 0 };
  try {
    for (;;) {
      const isSpared = total.kills >= plan.mostKills;
      const life = await live(order, { line, random: isSpared ? undefined : random });
      if (life.stuck) total.stuck += 1;
      if (life.isKilled && !life.hasEnded) {
        total.kills += 1;
        if (life.wasCreating) total.killsInCreates += 1;
        continue;
      }
      const made = await predictionsAfter(server, last?.id);
      const orphans = made.filter(({ status }) => !ended.has(status)).length;
      const kept = await readKeptRun(dataFolder);
      const { trouble } = life;
      return { plan, ...total, kept, trouble, predictions: made.length, orphans };
    }
  } finally {
    await line.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
