import PQueue from 'p-queue';
import type { StepGraph } from './shapes.ts';

/** Does what a step of the benchmarks does: gives back the first of its inputs, at once. */
async function work(needs: readonly number[], outputs: readonly number[]): Promise<number> {
  return needs.length === 0 ? 0 : (outputs[needs[0] ?? 0] ?? 0);
}

interface Prepared {
  missing: Int32Array;
  followers: number[][];
  first: number[];
}

function prepare(graph: StepGraph): Prepared {
  const followers = graph.map((): number[] => []);
  for (const [index, needs] of graph.entries()) {
    for (const need of needs) followers[need]?.push(index);
  }
  const first = [...graph.keys()].filter((index) => graph[index]?.length === 0);
  return { missing: Int32Array.from(graph, (needs) => needs.length), followers, first };
}

/** Runs a graph with nothing but counters and promises: no limit of concurrency, no life cycle. */
export async function promiseLoop(graph: StepGraph): Promise<number[]> {
  const { missing, followers, first } = prepare(graph);
  const outputs: number[] = Array.from({ length: graph.length }, () => 0);
  let open = graph.length;
  await new Promise<void>((resolve) => {
    const run = (index: number): void => {
      void work(graph[index] ?? [], outputs).then((output) => {
        outputs[index] = output;
        for (const follower of followers[index] ?? []) {
          const left = (missing[follower] ?? 0) - 1;
          missing[follower] = left;
          if (left === 0) run(follower);
        }
        open -= 1;
        if (open === 0) resolve();
      });
    };
    for (const index of first) run(index);
  });
  return outputs;
}

/** Runs a graph with counters and a p-queue that holds the concurrency. */
export async function queueLoop(graph: StepGraph, concurrency: number): Promise<number[]> {
  const { missing, followers, first } = prepare(graph);
  const outputs: number[] = Array.from({ length: graph.length }, () => 0);
  const queue = new PQueue({ concurrency });
  const run = (index: number): void => {
    void queue.add(async () => {
      outputs[index] = await work(graph[index] ?? [], outputs);
      for (const follower of followers[index] ?? []) {
        const left = (missing[follower] ?? 0) - 1;
        missing[follower] = left;
        if (left === 0) run(follower);
      }
    });
  };
  for (const index of first) run(index);
  await queue.onIdle();
  return outputs;
}
