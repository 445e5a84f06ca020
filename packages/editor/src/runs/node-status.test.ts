import { describe, expect, it } from 'vitest';
import { nodeStatus, type NodeFacts } from './node-status.ts';
import { noSteps, type StepCounts } from './step-counts.ts';

function statusOf(counts: Partial<StepCounts>, facts: Partial<NodeFacts> = {}): string {
  return nodeStatus({
    expanded: true,
    outcome: 'pending',
    acceptsFailures: false,
    runEnded: false,
    ...facts,
    counts: { ...noSteps(), ...counts },
  });
}

describe('the status of a node', () => {
  it('shows a failure at once, unless failures are accepted', () => {
    expect(statusOf({ failed: 1, running: 2 })).toBe('failed');
    expect(statusOf({ failed: 1, running: 2 }, { acceptsFailures: true })).toBe('running');
    expect(statusOf({ failed: 1, succeeded: 2 }, { acceptsFailures: true })).toBe('succeeded');
    expect(statusOf({ failed: 3 }, { acceptsFailures: true })).toBe('failed');
  });

  it('goes on while a step does', () => {
    expect(statusOf({ running: 1, succeeded: 5, queued: 2 })).toBe('running');
    expect(statusOf({ booting: 1, queued: 2 })).toBe('booting');
    expect(statusOf({ queued: 1, succeeded: 1 })).toBe('queued');
    expect(statusOf({ waiting: 1, succeeded: 1 })).toBe('waiting');
  });

  it('is done when its steps are, and reused when all of them were', () => {
    expect(statusOf({ succeeded: 1, cached: 3, skipped: 1 })).toBe('succeeded');
    expect(statusOf({ cached: 3, skipped: 1 })).toBe('cached');
    expect(statusOf({ skipped: 2 })).toBe('skipped');
    expect(statusOf({ succeeded: 1, canceled: 1 })).toBe('canceled');
  });

  it('is done with an empty list, and canceled where the run ended before its turn', () => {
    expect(statusOf({}, { outcome: 'ok' })).toBe('succeeded');
    expect(statusOf({}, { outcome: 'hole' })).toBe('skipped');
    expect(statusOf({}, { expanded: false })).toBe('waiting');
    expect(statusOf({}, { expanded: false, runEnded: true })).toBe('canceled');
  });
});
