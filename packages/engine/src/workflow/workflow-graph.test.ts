import { describe, expect, it } from 'vitest';
import { WorkflowGraph } from './workflow-graph.ts';
import type { WorkflowNode } from './workflow-schema.ts';

/** `{ b: ['a'] }`: node b takes the output of a. */
function graphOf(sources: Record<string, string[]>): WorkflowGraph {
  const nodes = Object.entries(sources).map(([id, from]): [string, WorkflowNode] => [
    id,
    {
      type: 'test.node',
      input: Object.fromEntries(
        from.map((source, index) => [`in${index}`, { $from: `${source}.out` }]),
      ),
    },
  ]);
  return new WorkflowGraph({ nodes: Object.fromEntries(nodes) });
}

describe('WorkflowGraph', () => {
  it('reads edges from references and leaves unknown and unreadable ones out', () => {
    const graph = new WorkflowGraph({
      nodes: {
        a: { type: 't', input: { x: { $from: 'inputs.photo', each: true }, y: 3 } },
        b: {
          type: 't',
          input: { x: { $from: 'a.out' }, y: { $from: 'gone.out' }, z: { $from: 'b' } },
        },
      },
    });
    expect(graph.edges).toEqual([{ source: 'a', sourcePort: 'out', target: 'b', targetPort: 'x' }]);
    expect(graph.inputEdges).toEqual([
      { input: 'photo', target: 'a', targetPort: 'x', each: true },
    ]);
    expect(graph.successors('a')).toEqual(['b']);
    expect(graph.predecessors('b')).toEqual(['a']);
  });

  it('keeps document order where the edges allow it', () => {
    expect(graphOf({ a: [], b: [], c: ['a'], d: ['b'] }).topologicalOrder()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(graphOf({ d: ['c'], c: ['a', 'b'], b: [], a: [] }).topologicalOrder()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('finds a cycle with its path, in the direction of the edges', () => {
    expect(graphOf({ x: [], a: ['x', 'c'], b: ['a'], c: ['b'] }).findCycle()).toEqual([
      'a',
      'b',
      'c',
      'a',
    ]);
    expect(graphOf({ a: ['a'] }).findCycle()).toEqual(['a', 'a']);
    expect(graphOf({ a: [], b: ['a'], c: ['a', 'b'] }).findCycle()).toBeUndefined();
  });

  it('still orders every node once where there is a cycle', () => {
    expect(
      graphOf({ a: ['b'], b: ['a'], c: ['b'] })
        .topologicalOrder()
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });

  it('reaches up and down, the start included', () => {
    const graph = graphOf({ a: [], b: ['a'], c: ['b'], d: ['a'], e: [] });
    expect([...graph.upstreamOf(['c'])].toSorted()).toEqual(['a', 'b', 'c']);
    expect([...graph.downstreamOf(['a', 'gone'])].toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('walks chains of 50,000 nodes, and dense graphs, without recursion', () => {
    const chain = graphOf(
      Object.fromEntries(
        Array.from({ length: 50_000 }, (_, index) => [`n${index}`, [`n${index + 1}`]]),
      ),
    );
    expect(chain.topologicalOrder()[0]).toBe('n49999');
    expect(chain.findCycle()).toBeUndefined();
    expect(chain.upstreamOf(['n0']).size).toBe(50_000);
  });
});
