import type { RunNotice } from '@catena/engine';

const mostNotices = 1_000;
/** Characters of log or text of a step that wait for a slow reader. */
const mostText = 64 * 1024;

function keyOf(notice: RunNotice): string {
  return `${notice.type} ${notice.type === 'lane-paused' ? notice.lane : notice.step}`;
}

function merge(before: RunNotice, next: RunNotice): RunNotice {
  const isText = next.type === 'log' || next.type === 'text';
  if (!isText || before.type !== next.type) return next;
  return { ...next, text: `${before.text}${next.text}`.slice(-mostText) };
}

/**
 * Notices on their way to one reader. Of each kind and step there is one: progress is replaced, text
 * is added to. However slow the reader, what waits for it does not grow beyond a bound.
 */
export class NoticeBuffer {
  #notices = new Map<string, RunNotice>();

  get isEmpty(): boolean {
    return this.#notices.size === 0;
  }

  add(notice: RunNotice): void {
    const key = keyOf(notice);
    const before = this.#notices.get(key);
    if (!before && this.#notices.size >= mostNotices) return;
    this.#notices.set(key, before ? merge(before, notice) : notice);
  }

  /** Takes all that wait. */
  take(): RunNotice[] {
    const notices = [...this.#notices.values()];
    this.#notices.clear();
    return notices;
  }
}
