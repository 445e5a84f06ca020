import { parseProgressFromLogs } from 'replicate';
import { describe, expect, it } from 'vitest';
import { progressLine } from './progress-line.ts';

describe('progress as a line of the log', () => {
  it('is read by the official client', () => {
    const logs = progressLine({ status: 'processing', fraction: 0.4, phase: 'tiles' }) ?? '';
    expect(logs).toBe(' 40%|████      | 40/100 [tiles]');
    expect(parseProgressFromLogs(logs)).toEqual({ percentage: 0.4, current: 40, total: 100 });
  });

  it('stays between nothing and everything', () => {
    const at = (fraction: number) => progressLine({ status: 'processing', fraction });
    expect([at(-1), at(2)]).toEqual(['  0%|          | 0/100', '100%|██████████| 100/100']);
    expect(progressLine({ status: 'processing' })).toBeUndefined();
  });
});
