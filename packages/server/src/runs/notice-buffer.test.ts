import { describe, expect, it } from 'vitest';
import { NoticeBuffer } from './notice-buffer.ts';

const progress = (step: string, fraction: number) =>
  ({ type: 'progress', step, status: 'processing', fraction }) as const;

describe('notices that wait for a reader', () => {
  it('are merged: the latest progress of each step, all of its text', () => {
    const buffer = new NoticeBuffer();
    buffer.add(progress('a', 0.1));
    buffer.add({ type: 'text', step: 'a', text: 'Once ' });
    buffer.add(progress('b', 0.5));
    buffer.add({ type: 'text', step: 'a', text: 'upon' });
    buffer.add(progress('a', 0.9));
    expect(buffer.take()).toEqual([
      progress('a', 0.9),
      { type: 'text', step: 'a', text: 'Once upon' },
      progress('b', 0.5),
    ]);
    expect(buffer.isEmpty).toBe(true);
  });

  it('do not grow without bound, in number or in length', () => {
    const buffer = new NoticeBuffer();
    for (let index = 0; index < 5_000; index += 1) {
      buffer.add(progress(`step[${index}]`, 0));
      buffer.add({ type: 'log', step: 'step[0]', text: `${'x'.repeat(99)}\n` });
    }
    buffer.add({ type: 'log', step: 'step[0]', text: 'the end' });
    const notices = buffer.take();
    expect(notices).toHaveLength(1_000);
    const log = notices.find((notice) => notice.type === 'log');
    expect(log?.type === 'log' && log.text.length).toBe(64 * 1024);
    expect(log?.type === 'log' && log.text.endsWith('the end')).toBe(true);
  });
});
