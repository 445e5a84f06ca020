import type { StepRun } from '../../../runs/node-run.ts';
import { stepSpans } from '../../../runs/step-spans.ts';
import styles from './timeline.module.css';

/** The narrowest bar, in pixels: a step from the cache takes no time and is there all the same. */
const narrowestPx = 3;

/** The most steps that are drawn on the line of their node; more would lie on the same pixels. */
const mostDrawn = 150;

/** Steps of one node lie under each other, so that one sees how many went side by side. */
const mostLanes = 6;
const topPx = 6;
const heightPx = 16;

interface TimelineBarsProps {
  steps: readonly StepRun[];
  /** Milliseconds since the epoch at the left edge. */
  from: number;
  now: number;
  pxPerMs: number;
}

/** The stretches of time of steps, as bars. */
export function TimelineBars({ steps, from, now, pxPerMs }: TimelineBarsProps) {
  const every = Math.max(1, Math.ceil(steps.length / mostDrawn));
  const lanes = Math.min(mostLanes, steps.length);
  const laneHeight = heightPx / lanes;
  return (
    <>
      {steps
        .filter((_, index) => index % every === 0)
        .map((step, index) =>
          stepSpans(step, now).map((span) => (
            <span
              key={`${step.id} ${span.kind} ${span.from}`}
              className={styles['bar']}
              data-kind={span.kind}
              data-status={step.status}
              style={{
                left: (span.from - from) * pxPerMs,
                width: Math.max(narrowestPx, (span.to - span.from) * pxPerMs),
                top: topPx + (index % lanes) * laneHeight,
                height: Math.max(1.5, laneHeight - (lanes > 1 ? 1 : 0)),
              }}
            />
          )),
        )}
    </>
  );
}
