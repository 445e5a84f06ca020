import { readInputValue, type Axis, type TypedWorkflow, type Workflow } from '@catena/engine';

/** How long axes are, as far as it is known: from the document, or from a run. */
export type AxisLength = (axis: Axis) => number | undefined;

/** Lengths of a list on each level; a level whose lists are not equally long has none. */
function lengthAt(value: unknown, level: number): number | undefined {
  let lists: unknown[] = [value];
  for (let depth = 0; depth < level; depth += 1) {
    if (!lists.every(Array.isArray)) return undefined;
    lists = (lists as unknown[][]).flat();
  }
  const lengths = new Set(lists.map((list) => (Array.isArray(list) ? list.length : undefined)));
  const [length] = lengths;
  return lengths.size === 1 ? length : undefined;
}

function plain(value: unknown): unknown {
  const read = readInputValue(value);
  return read.kind === 'literal' ? read.value : value;
}

/** Lengths that stand in the document: of values in it, and of the defaults of its inputs. */
export function lengthsInDocument(workflow: Workflow): AxisLength {
  return ({ owner, level }) => {
    if (owner.kind !== 'constant') return undefined;
    const dot = owner.name.indexOf('.');
    const [head, tail] = [owner.name.slice(0, dot), owner.name.slice(dot + 1)];
    const value =
      head === 'inputs' ? workflow.inputs?.[tail]?.default : workflow.nodes[head]?.input?.[tail];
    return lengthAt(plain(value), level);
  };
}

/** `×3`, `×3×4`, `×?`: how many items there are along some axes; empty for a single value. */
export function writeFanOut(
  typed: TypedWorkflow,
  axes: readonly number[],
  lengthOf: AxisLength,
): string {
  return axes
    .map((index) => {
      const axis = typed.axes[index];
      return `×${(axis && lengthOf(axis)) ?? '?'}`;
    })
    .join('');
}

/** How often a node runs: once for each item of what it is mapped over. */
export function fanOutOfNode(typed: TypedWorkflow, nodeId: string, lengthOf: AxisLength): string {
  return writeFanOut(typed, typed.nodes.get(nodeId)?.axes ?? [], lengthOf);
}

/** How many values come out of a port, over all steps of its node. */
export function fanOutOfPort(
  typed: TypedWorkflow,
  { nodeId, port }: { nodeId: string; port: string },
  lengthOf: AxisLength,
): string {
  const node = typed.nodes.get(nodeId);
  const output = node?.outputs.get(port);
  return node && output ? writeFanOut(typed, [...node.axes, ...output.axes], lengthOf) : '';
}
