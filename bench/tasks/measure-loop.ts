import { concurrency } from '../create-bench-engine.ts';
import { promiseLoop, queueLoop } from '../loops.ts';
import { stepGraph, type Shape } from '../shapes.ts';
import { meanWarmRound, startMeasuring, type Cost } from '../warm-rounds.ts';

/** Runs the same graph without an engine. */
export function measureLoop(parameters: {
  shape: Shape;
  steps: number;
  kind: 'promises' | 'queue';
}): Promise<{ run: Cost }> {
  const graph = stepGraph(parameters.shape, parameters.steps);
  const loop =
    parameters.kind === 'queue' ? () => queueLoop(graph, concurrency) : () => promiseLoop(graph);
  return meanWarmRound(parameters.steps, async () => {
    const costSoFar = startMeasuring();
    await loop();
    return { run: costSoFar() };
  });
}
