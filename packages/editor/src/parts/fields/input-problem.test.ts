import { expect, it } from 'vitest';
import type { Issue } from '@catena/engine';
import { readProblem, writeProblem } from './input-problem.ts';

function issue(change: Partial<Issue>): Issue {
  const base = {
    code: 'invalid-value',
    severity: 'error',
    nodeId: 'paint',
    port: 'steps',
  } as const;
  return { ...base, message: '', ...change };
}

it.each<[string, Partial<Issue>, string]>([
  [
    'a value that is missing',
    { code: 'missing-input', message: 'Input "steps" of node "paint" has no value.' },
    'Needs a value',
  ],
  [
    'a wrong value',
    { message: 'Input "steps" of node "paint" must be at most 50.' },
    'Must be at most 50.',
  ],
  [
    'an item',
    { message: 'Item 2 of input "steps" of node "paint" must be a text.' },
    'Item 2 must be a text.',
  ],
  [
    'a member',
    { message: 'Size.width in input "steps" of node "paint" must be a number.' },
    'Size.width must be a number.',
  ],
  [
    'what names something else',
    { code: 'cycle', message: 'Node "paint" waits for itself.' },
    'Node "paint" waits for itself.',
  ],
])('says in short what is wrong with %s', (_what, change, short) => {
  const problem = readProblem(writeProblem([issue({ hint: 'Change it.', ...change })], 'steps'));
  expect(problem).toEqual({ severity: 'error', text: `${change.message} Change it.`, short });
});

it('tells of an error before a warning, and of nothing at another input', () => {
  const issues = [issue({ severity: 'warning', message: 'a' }), issue({ message: 'b' })];
  expect(readProblem(writeProblem(issues, 'steps'))?.text).toBe('b');
  expect(writeProblem(issues, 'other')).toBeUndefined();
});
