import type { TestModel } from '../test-model.ts';

const bar = (done: number, steps: number): string => {
  const percent = Math.round((done / steps) * 100);
  const filled = Math.floor(percent / 10);
  return `${String(percent).padStart(3)}%|${'█'.repeat(filled).padEnd(10)}| ${done}/${steps}\n`;
};

/** Takes a time, and says in its log how far it is. */
export const sleep: TestModel = {
  name: 'test/sleep',
  title: 'Sleep',
  description: 'Takes the time that it is told to, and logs its progress.',
  schema: {
    input: {
      seconds: {
        schema: { type: 'number', minimum: 0, maximum: 3600 },
        words: { default: 1, description: 'How long it takes.' },
      },
      steps: {
        schema: { type: 'integer', minimum: 1, maximum: 1000 },
        words: { default: 4, description: 'Lines of progress.' },
      },
      text: { schema: { type: 'string' }, words: { default: 'awake' } },
    },
    output: { schema: { type: 'string' } },
  },
  defaultExample: { input: { seconds: 0.2 } },
  async predict({ seconds, steps, text }, { sleep: pause, log, signal }) {
    const count = Number(steps);
    for (let done = 0; done < count && !signal.aborted; done += 1) {
      log(bar(done, count));
      await pause((Number(seconds) * 1000) / count);
    }
    log(bar(count, count));
    return text;
  },
};
