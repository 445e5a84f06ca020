import { concurrency } from '../create-bench-engine.ts';
import { promiseLoop, queueLoop } from '../loops.ts';
import { stepGraph, type Shape } from '../shapes.ts';
import { bestWarmRound } from '../warm-rounds.ts';

/** Runs the same graph without an engine. */
export function measureLoop(parameters: {
  shape: Shape;
  steps: number;
  kind: 'promises' | 'queue';
}): Promise<{ runMs: number }> {
  const graph = stepGraph(parameters.shape, parameters.steps);
  const loop =
    parameters.kind === 'queue' ? () => queueLoop(graph, concurrency) : () => promiseLoop(graph);
  return bestWarmRound(
    async () => {
      const begin = performance.now();
      await loop();
      return { runMs: performance.now() - begin };
    },
    ({ runMs }) => runMs,
  );
}
