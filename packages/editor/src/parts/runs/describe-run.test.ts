import type { RunSummary } from '@catena/server/client';
import { describe, expect, it } from 'vitest';
import { describeSteps, describeTime, formatAgo } from './describe-run.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const run: RunSummary = {
  id: 'r1',
  workflowName: 'Poster',
  workflowHash: '',
  status: 'succeeded',
  createdAt: '2026-11-23T11:57:00.000Z',
  startedAt: '2026-11-23T11:57:00.000Z',
  endedAt: '2026-11-23T11:57:12.000Z',
  steps: { total: 12, succeeded: 8, cached: 3, failed: 1, skipped: 0, canceled: 0 },
  thumbnails: [],
};

describe('a run in words', () => {
  it('tells its steps, and while it goes on how many have ended', () => {
    expect(describeSteps(run)).toBe('12 steps, 3 reused, 1 failed');
    const { endedAt: _endedAt, ...active } = run;
    const steps = { ...run.steps, total: 14, cached: 0, failed: 0 };
    expect(describeSteps({ ...active, steps })).toBe('8 of 14 steps');
    expect(describeSteps({ ...run, steps: { ...steps, total: 1 } })).toBe('1 step');
  });

  it('tells when it was and how long it took', () => {
    expect(describeTime(run, now)).toBe('3 min ago, 12 s');
    const { startedAt: _startedAt, endedAt: _endedAt, ...queued } = run;
    expect(describeTime(queued, now)).toBe('3 min ago');
  });

  it('grows coarser with the time that has passed', () => {
    expect(formatAgo(now - 20_000, now)).toBe('just now');
    expect(formatAgo(now - 3 * 3_600_000, now)).toBe('3 h ago');
    expect(formatAgo(now - 50 * 3_600_000, now)).toBe('2 d ago');
  });
});
