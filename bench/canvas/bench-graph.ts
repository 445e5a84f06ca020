/** One node of the graph that every canvas draws: five inputs, one output, on a grid. */
export interface BenchNode {
  id: string;
  title: string;
  x: number;
  y: number;
  /** For each input the node that feeds it, where one does. */
  inputs: readonly (string | undefined)[];
}

const inputCount = 5;
/** Canvas units between nodes. */
const columnWidth = 340;
const rowHeight = 300;

/** Names of the five inputs, the same for every canvas. */
export const inputNames = ['one', 'two', 'three', 'four', 'five'] as const;

/**
 * A graph of `count` nodes with five inputs each and about 1.6 edges a node, in columns: each node is fed
 * by neighbours in the column before it.
 */
export function benchGraph(count: number): BenchNode[] {
  const rows = Math.ceil(Math.sqrt(count / 2));
  return Array.from({ length: count }, (_, index) => {
    const column = Math.floor(index / rows);
    const row = index % rows;
    const source = (offset: number) => {
      const found = (column - 1) * rows + ((row + offset + rows) % rows);
      return column > 0 ? `n${found}` : undefined;
    };
    // One edge for every node, a second one for three of five.
    const wanted = index % 5 < 3 ? 2 : 1;
    return {
      id: `n${index}`,
      title: `Node ${index}`,
      x: column * columnWidth,
      y: row * rowHeight,
      inputs: Array.from({ length: inputCount }, (_input, port) =>
        port < wanted ? source(port) : undefined,
      ),
    };
  });
}
