import type { Workflow } from '@catena/engine';

/** Ends at once, without a model. */
export const joinTexts: Workflow = {
  catena: 1,
  name: 'Join',
  inputs: { first: { type: 'text', default: 'a' } },
  nodes: {
    join: {
      type: 'text.join',
      input: { texts: ['x', 'y'], separator: '-' },
    },
    shout: {
      type: 'text.template',
      input: {
        template: '{{text}}, {{first}}!',
        text: { $from: 'join.text' },
        first: { $from: 'inputs.first' },
      },
    },
  },
  outputs: { joined: { $from: 'join.text' }, shouted: { $from: 'shout.text' } },
};

/** Makes a step for each number. */
export function countTo(count: number): Workflow {
  return {
    catena: 1,
    name: `Count to ${count}`,
    nodes: {
      range: { type: 'list.range', input: { count } },
      each: {
        type: 'text.template',
        input: { template: 'Number {{n}}', n: { $from: 'range.numbers' } },
      },
    },
    outputs: { texts: { $from: 'each.text' } },
  };
}

/** Fails and tries again, for many seconds: a run that is under way for as long as a test needs. */
export const stubborn: Workflow = {
  catena: 1,
  name: 'Stubborn',
  nodes: {
    quick: { type: 'text.join', input: { texts: ['done', 'before'] } },
    read: { type: 'json.parse', input: { text: '{ not json' }, retry: { max: 10 } },
    after: { type: 'json.pick', input: { value: { $from: 'read.value' }, path: 'a' } },
  },
  outputs: { quick: { $from: 'quick.text' } },
};
