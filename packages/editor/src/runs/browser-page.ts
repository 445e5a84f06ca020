import type { Schedule } from './run-follower.ts';

/** The page as the browser shows it. */
export interface BrowserPage {
  isVisible(): boolean;
  /** Told when it comes into view or goes; returns what ends it. */
  onVisibility(listener: () => void): () => void;
  nextFrame: Schedule;
  nextPoll: Schedule;
}

/** Frames do not come to a page that is not painted, such as one in the background. */
const longestFrameMs = 200;
const pollMs = 5_000;

/** The page that the editor runs in. */
export function createBrowserPage(): BrowserPage {
  return {
    isVisible: () => document.visibilityState === 'visible',
    onVisibility(listener) {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    nextFrame(task) {
      const callOff = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
      const run = () => {
        callOff();
        task();
      };
      const frame = requestAnimationFrame(run);
      const timer = setTimeout(run, longestFrameMs);
      return callOff;
    },
    nextPoll(task) {
      const timer = setTimeout(task, pollMs);
      return () => clearTimeout(timer);
    },
  };
}
