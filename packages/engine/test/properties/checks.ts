import assert from 'node:assert/strict';
import type { RunEvent, RunResult } from '../../src/index.ts';
import type { JournalEntry, RecordedRun } from './recorded-run.ts';
import type { ExpectedStep, Expectation } from './sequential-evaluator.ts';
import { stableText } from './signatures.ts';

// Each check takes what was recorded of a run and throws where it is not as promised. The planted
// bugs in planted-bugs.test.ts show of each of them that it can fail.

type StepEvent = Extract<RunEvent, { step: string }>;

const endTypes = new Set(['step.succeeded', 'step.cached', 'step.failed', 'step.canceled']);

/** Status, outputs and their order are those of one item at a time. */
export function checkSameAsSequential(
  { result }: { result: Pick<RunResult, 'status' | 'outputs'> },
  expected: Expectation,
): void {
  assert.deepStrictEqual(
    { status: result.status, outputs: result.outputs },
    { status: expected.status, outputs: expected.outputs },
  );
}

/** The steps are those of one item at a time, each with its status, attempts and output. */
export function checkSteps({ result }: Pick<RecordedRun, 'result'>, expected: Expectation): void {
  const found: Record<string, unknown> = {};
  for (const { steps } of Object.values(result.snapshot.nodes)) {
    for (const { id, status, attempt, output, skipped } of steps) {
      found[id] = { status, attempt, output, skipped: skipped?.kind };
    }
  }
  const wanted = [...expected.steps.values()].map(
    ({ id, status, attempts, output, skipped }) =>
      [id, { status, attempt: attempts, output, skipped }] as const,
  );
  assert.deepStrictEqual(found, Object.fromEntries(wanted));
}

function stepEvents(events: readonly RunEvent[]): Map<string, StepEvent[]> {
  const byStep = new Map<string, StepEvent[]>();
  for (const event of events) {
    if (!('step' in event)) continue;
    const known = byStep.get(event.step);
    if (known) known.push(event);
    else byStep.set(event.step, [event]);
  }
  return byStep;
}

function sorted(values: Iterable<unknown>): string[] {
  return [...values].map(stableText).sort();
}

/** The provider took one prediction for each attempt that was not refused, and nodes ran as often as they were tried. */
function checkCallRecord(journal: readonly JournalEntry[], expected: Expectation): void {
  const taken = journal.flatMap((entry) =>
    entry.kind === 'create' && entry.refused === undefined ? [entry.key] : [],
  );
  assert.equal(new Set(taken).size, taken.length, 'a prediction was created twice under one key');
  const tries = (step: ExpectedStep) =>
    Array.from({ length: step.attempts }, () => [step.nodeId, step.input]);
  const isModel = (step: ExpectedStep) => step.input !== undefined && 'tag' in step.input;
  const steps = [...expected.steps.values()];
  const computed = journal.flatMap((entry) =>
    entry.kind === 'compute' ? [[entry.nodeId, entry.input]] : [],
  );
  const wanted = steps.filter((step) => !isModel(step)).flatMap(tries);
  assert.deepStrictEqual(sorted(computed), sorted(wanted));
  const called = journal.flatMap((entry) =>
    entry.kind === 'create' && entry.refused !== 'rate-limited' ? [[entry.step, entry.input]] : [],
  );
  const calls = steps
    .filter(isModel)
    .flatMap((step) => Array.from({ length: step.attempts }, () => [step.id, step.input]));
  assert.deepStrictEqual(sorted(called), sorted(calls));
}

/** Steps that were executed and that a step had to wait for, through those that were skipped. */
function executedSources(expected: Expectation): (id: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  const find = (id: string): ReadonlySet<string> => {
    const before = known.get(id);
    if (before) return before;
    const found = new Set<string>();
    for (const source of expected.steps.get(id)?.sources ?? []) {
      if (expected.steps.get(source)?.status !== 'skipped') found.add(source);
      else for (const further of find(source)) found.add(further);
    }
    known.set(id, found);
    return found;
  };
  return find;
}

/** Every step is executed once, attempt by attempt, and only after all that it depends on has ended. */
export function checkOnceAndAfterSources(
  { events, journal }: Pick<RecordedRun, 'events' | 'journal'>,
  expected: Expectation,
): void {
  const byStep = stepEvents(events);
  const executed = [...expected.steps.values()].filter(({ status }) => status !== 'skipped');
  assert.deepStrictEqual(sorted(byStep.keys()), sorted(executed.map(({ id }) => id)));
  const ends = new Map<string, number>();
  for (const { id, attempts } of executed) {
    const own = byStep.get(id) ?? [];
    const starts = own.filter((event) => event.type === 'step.started');
    const tried = starts.map((event) => event.attempt);
    assert.deepStrictEqual(
      tried,
      Array.from({ length: attempts }, (_, index) => index + 1),
      id,
    );
    const closing = own.filter((event) => endTypes.has(event.type));
    assert.equal(closing.length, attempts, `each attempt of ${id} ends once`);
    assert.equal(closing.at(-1), own.at(-1), `nothing follows the end of ${id}`);
    ends.set(id, own.at(-1)?.sequence ?? 0);
  }
  const sourcesOf = executedSources(expected);
  for (const { id } of executed) {
    const startedAt = byStep.get(id)?.[0]?.sequence ?? 0;
    for (const source of sourcesOf(id)) {
      assert.ok(
        (ends.get(source) ?? Infinity) < startedAt,
        `${id} starts after ${source} has ended`,
      );
    }
  }
  checkCallRecord(journal, expected);
}

/** What is skipped because of a failure depends on one; what does not depend on one is not touched. */
export function checkFailuresStayLocal(
  { result }: Pick<RecordedRun, 'result'>,
  expected: Expectation,
): void {
  const sourcesOf = executedSources(expected);
  for (const { steps } of Object.values(result.snapshot.nodes)) {
    for (const { id, status, skipped } of steps) {
      const failed = [...sourcesOf(id)].some(
        (source) => expected.steps.get(source)?.status === 'failed',
      );
      const touched = status === 'canceled' || skipped?.kind === 'upstream-failed';
      assert.ok(!touched || failed, `${id} was skipped, but nothing it needs has failed`);
      if (failed) continue;
      assert.equal(status, expected.steps.get(id)?.status, `${id} does not depend on a failure`);
    }
  }
}

/** Events are numbered from 1 without a gap, times never go back, and nothing follows the end of the run. */
export function checkNumbering(events: readonly RunEvent[]): void {
  assert.deepStrictEqual(
    events.map((event) => event.sequence),
    events.map((_, index) => index + 1),
  );
  for (const [index, event] of events.entries()) {
    assert.ok(index === 0 || event.at >= (events[index - 1]?.at ?? 0), 'time goes forward');
  }
  const ends = ['run.succeeded', 'run.failed', 'run.canceled'];
  const ended = events.flatMap(({ type }, index) => (ends.includes(type) ? [index] : []));
  assert.deepStrictEqual(ended, [events.length - 1]);
}

/** Where nothing limits them, steps start the moment the last thing they need has ended: no hidden barrier. */
export function checkNoBarrier(
  { events }: Pick<RecordedRun, 'events'>,
  expected: Expectation,
): void {
  const byStep = stepEvents(events);
  const startOfRun = events.find((event) => event.type === 'run.started')?.at ?? 0;
  const sourcesOf = executedSources(expected);
  for (const [id, own] of byStep) {
    const ends = [...sourcesOf(id)].map((source) => byStep.get(source)?.at(-1)?.at ?? 0);
    assert.equal(own[0]?.at, Math.max(startOfRun, ...ends), `${id} starts without waiting`);
  }
}

/** Being told to wait is no failure: no event tells of one, and attempts are not used up. */
export function checkRefusalsAreNoFailures({ events }: Pick<RecordedRun, 'events'>): void {
  for (const event of events) {
    if (event.type === 'step.failed') assert.notEqual(event.error.code, 'rate-limited');
  }
}

/** After the request to cancel nothing is started or called, and the run ends canceled with nothing left open. */
export function checkNothingStartsAfterCancel({
  result,
  events,
  journal,
  provider,
}: Pick<RecordedRun, 'result' | 'events' | 'journal'> & {
  provider: { calls: readonly { status: string }[] };
}): void {
  const isRequest = (entry: JournalEntry) =>
    entry.kind === 'event' && entry.event.type === 'run.cancel-requested';
  const after = journal.slice(journal.findIndex(isRequest) + 1);
  for (const entry of after) {
    assert.notEqual(entry.kind, 'create', 'the provider was called after the request to cancel');
    if (entry.kind === 'event') assert.notEqual(entry.event.type, 'step.started');
  }
  assert.equal(result.status, 'canceled');
  for (const { status } of provider.calls) assert.notEqual(status, 'processing');
  for (const { steps } of Object.values(result.snapshot.nodes)) {
    for (const { id, status } of steps) {
      assert.ok(!['running', 'queued', 'waiting'].includes(status), `${id} is still ${status}`);
    }
  }
  checkNumbering(events);
}

/** Starts in any window of this length are never more than allowed. */
export function checkRate(
  starts: readonly number[],
  rate: { limit: number; windowMs: number },
): void {
  const times = [...starts].sort((one, other) => one - other);
  for (const [index, first] of times.entries()) {
    const next = times[index + rate.limit];
    if (next === undefined) return;
    assert.ok(
      next - first >= rate.windowMs,
      `${rate.limit + 1} starts within ${next - first} ms, from ${first}`,
    );
  }
}

/** Of these spans of time never more than allowed overlap. */
export function checkConcurrency(
  spans: readonly { createdAt: number; endedAt?: number }[],
  concurrency: number,
): void {
  for (const { createdAt } of spans) {
    const underWay = spans.filter(
      (other) => other.createdAt <= createdAt && (other.endedAt ?? Infinity) > createdAt,
    );
    assert.ok(underWay.length <= concurrency, `${underWay.length} at once at ${createdAt}`);
  }
}
