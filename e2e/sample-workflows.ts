import type { Workflow } from '@catena/engine';

/** Two texts and what joins them: runs at once, calls no model. */
export function greeting(name = 'A greeting'): Workflow {
  return {
    catena: 1,
    name,
    inputs: { who: { type: 'text', default: 'world' } },
    nodes: {
      hello: {
        type: 'text.template',
        title: 'Hello',
        input: { template: 'Hello {{who}}', who: { $from: 'inputs.who' } },
      },
      bye: { type: 'text.template', title: 'Bye', input: { template: 'and goodbye' } },
      replace: {
        type: 'text.replace',
        title: 'Swap',
        input: { text: { $from: 'hello.text' }, find: 'Hello', replacement: 'Welcome' },
      },
    },
    outputs: { words: { $from: 'replace.text' } },
    layout: {
      'inputs.who': [-340, 0],
      hello: [0, 0],
      bye: [0, 320],
      replace: [520, 0],
      'outputs.words': [880, 0],
    },
  };
}

/** Speaks many lines, one after the other: a run that takes a while. */
export function longSpeech(words: string, lines = 40): Workflow {
  return {
    catena: 1,
    name: `Speech about ${words}`,
    nodes: {
      numbers: { type: 'list.range', title: 'Numbers', input: { start: 1, end: lines } },
      line: {
        type: 'text.template',
        title: 'Line',
        input: {
          template: `Line {{number}} is about ${words}.`,
          number: { $from: 'numbers.numbers' },
        },
      },
      speak: {
        type: 'predict',
        title: 'Say it',
        provider: 'local',
        model: 'catena/speak',
        input: { text: { $from: 'line.text' } },
      },
      join: {
        type: 'audio.concatenate',
        title: 'All of it',
        input: { audios: { $from: 'speak.output' } },
      },
    },
    layout: { numbers: [0, 0], line: [320, 0], speak: [640, 0], join: [960, 0] },
  };
}

/** One branch fails, another does not hang on it. */
export function failing(): Workflow {
  return {
    catena: 1,
    name: 'One branch fails',
    nodes: {
      parse: { type: 'json.parse', title: 'Read it', input: { text: 'this is not JSON' } },
      pick: {
        type: 'json.pick',
        title: 'Take a part',
        input: { value: { $from: 'parse.value' }, path: 'a' },
      },
      other: { type: 'text.template', title: 'Other branch', input: { template: 'still here' } },
    },
    layout: { parse: [0, 0], pick: [360, 0], other: [0, 360] },
  };
}
