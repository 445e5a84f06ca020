import type { Issue, Workflow } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { findObstacles } from './find-obstacles.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' }, words: { type: 'text' } },
  nodes: {
    first: { type: 'a', input: { image: { $from: 'inputs.photo' } } },
    second: { type: 'a', input: { image: { $from: 'first.image' } } },
    apart: { type: 'a', input: { text: { $from: 'inputs.words' } } },
  },
};

const issue = (more: Partial<Issue>): Issue => ({
  code: 'missing-input',
  severity: 'error',
  message: '',
  ...more,
});

describe('what stands in the way of a run', () => {
  const issues = [
    issue({ nodeId: 'first' }),
    issue({ nodeId: 'apart' }),
    issue({ nodeId: 'second', severity: 'warning' }),
    issue({ path: ['inputs', 'words'] }),
    issue({ path: ['inputs', 'photo'] }),
    issue({ path: ['outputs', 'poster'] }),
    issue({ path: ['nodes'] }),
  ];

  it('is every error where everything is run', () => {
    expect(findObstacles(workflow, issues)).toHaveLength(6);
  });

  it('is only what a target needs', () => {
    expect(findObstacles(workflow, issues, ['second'])).toEqual([issues[0], issues[4], issues[6]]);
    expect(findObstacles(workflow, issues, ['apart'])).toEqual([issues[1], issues[3], issues[6]]);
  });
});
