import type { RunSummary } from '@catena/server/client';
import { describe, expect, it } from 'vitest';
import { filterRuns } from './filter-runs.ts';

const run = (id: string, workflowName: string, message?: string) =>
  ({
    id,
    workflowName,
    status: 'failed',
    ...(message && { error: { code: '', message } }),
  }) as RunSummary;

describe('searching runs', () => {
  const runs = [
    run('r1', 'Big poster'),
    run('r2', 'Poster', 'No face was found.'),
    run('r3', 'Notes'),
  ];
  const ids = (search: string) => filterRuns(runs, search).map(({ id }) => id);

  it('finds by name, failure, status and id, all words at once', () => {
    expect(ids('poster')).toEqual(['r1', 'r2']);
    expect(ids('POSTER face')).toEqual(['r2']);
    expect(ids('r3')).toEqual(['r3']);
    expect(ids('failed big')).toEqual(['r1']);
    expect(ids('  ')).toEqual(['r1', 'r2', 'r3']);
    expect(ids('cat')).toEqual([]);
  });
});
