import { expect, it } from 'vitest';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import { findCycles } from './find-cycles.ts';
import { writeCycle } from './rules/cycle.ts';

/** A graph from `source>target` pairs. */
function toGraph(...edges: string[]): WorkflowGraph {
  const pairs = edges.map((edge) => edge.split('>') as [string, string]);
  const ids = [...new Set(pairs.flat())];
  const nodes = ids.map((id) => {
    const sources = pairs.filter(([, target]) => target === id).map(([source]) => source);
    const input = Object.fromEntries(sources.map((source) => [source, { $from: `${source}.x` }]));
    return [id, { type: 'any', input }] as const;
  });
  return new WorkflowGraph({ nodes: Object.fromEntries(nodes) });
}

it('finds none in a graph without', () => {
  expect(findCycles(toGraph('a>b', 'a>c', 'b>d', 'c>d'))).toEqual([]);
});

it('finds one for each group of nodes that feed each other, the shortest through its first', () => {
  const graph = toGraph('a>b', 'b>c', 'c>a', 'c>b', 'c>d', 'd>e', 'e>d', 'f>f', 'e>f');
  expect(findCycles(graph)).toEqual(
    expect.arrayContaining([
      ['a', 'b', 'c', 'a'],
      ['d', 'e', 'd'],
      ['f', 'f'],
    ]),
  );
  expect(findCycles(graph)).toHaveLength(3);
});

it('follows a circle of 20,000 nodes, and writes it short', () => {
  const count = 20_000;
  const edges = Array.from({ length: count }, (_, at) => [at, (at + 1) % count] as const);
  const nodes = Object.fromEntries(
    edges.map(([at, next]) => [`n${next}`, { type: 'any', input: { x: { $from: `n${at}.x` } } }]),
  );
  const [found = []] = findCycles(new WorkflowGraph({ nodes }));
  expect(found).toHaveLength(count + 1);
  expect(writeCycle(found)).toContain('(19989 more)');
});
