import { concurrency } from '../create-bench-engine.ts';
import { promiseLoop, queueLoop } from '../loops.ts';
import { stepGraph, type Shape } from '../shapes.ts';
import { bestWarmRound, startMeasuring, type Cost } from '../warm-rounds.ts';

/** Runs the same graph without an engine. */
export function measureLoop(parameters: {
  shape: Shape;
  steps: number;
  kind: 'promises' | 'queue';
}): Promise<Cost> {
  const graph = stepGraph(parameters.shape, parameters.steps);
  const loop =
    parameters.kind === 'queue' ? () => queueLoop(graph, concurrency) : () => promiseLoop(graph);
  return bestWarmRound(
    parameters.steps,
    async () => {
      const costSoFar = startMeasuring();
      await loop();
      return costSoFar();
    },
    ({ cpuMs }) => cpuMs,
  );
}
