import { parseReference, type NodePorts, type PortDescriptor, type Workflow } from '@catena/engine';

/** A whole number that a person can see as the seed of a model. */
interface Seed {
  at: { nodeId: string; port: string } | { input: string };
  value: number;
  minimum: number;
  maximum: number | undefined;
}

function seedPorts(ports: NodePorts): readonly PortDescriptor[] {
  return ports.inputs.filter(
    ({ name, type }) =>
      name.toLowerCase() === 'seed' && type.base === 'integer' && type.depth === 0,
  );
}

function inputNameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const from = (value as Record<string, unknown>)['$from'];
  const source = typeof from === 'string' ? parseReference(from) : undefined;
  return source?.kind === 'input' ? source.name : undefined;
}

/** The seeds of a workflow: whole numbers at ports named seed, and defaults of inputs that feed them. */
export function findSeeds(workflow: Workflow, ports: ReadonlyMap<string, NodePorts>): Seed[] {
  const seeds: Seed[] = [];
  const inputs = new Set<string>();
  for (const [nodeId, node] of Object.entries(workflow.nodes)) {
    const known = ports.get(nodeId);
    for (const port of known ? seedPorts(known) : []) {
      const bounds = { minimum: port.minimum ?? 0, maximum: port.maximum };
      const value = node.input?.[port.name] ?? port.default;
      const input = inputNameOf(value);
      if (input !== undefined && !inputs.has(input)) {
        const given = workflow.inputs?.[input]?.default;
        if (!Number.isInteger(given)) continue;
        inputs.add(input);
        seeds.push({ at: { input }, value: given as number, ...bounds });
      }
      if (Number.isInteger(value)) {
        seeds.push({ at: { nodeId, port: port.name }, value: value as number, ...bounds });
      }
    }
  }
  return seeds;
}

function step({ value, minimum, maximum }: Seed, by: number): number {
  const next = value + by;
  return maximum === undefined || next <= maximum ? next : minimum + (next - maximum - 1);
}

function withSeed(workflow: Workflow, seed: Seed, value: number): Workflow {
  const { at } = seed;
  if ('input' in at) {
    const input = workflow.inputs?.[at.input];
    if (!input) return workflow;
    return {
      ...workflow,
      inputs: { ...workflow.inputs, [at.input]: { ...input, default: value } },
    };
  }
  const node = workflow.nodes[at.nodeId];
  if (!node) return workflow;
  const next = { ...node, input: { ...node.input, [at.port]: value } };
  return { ...workflow, nodes: { ...workflow.nodes, [at.nodeId]: next } };
}

/** The workflow with each of its seeds raised; the same workflow where there is none, or `by` is 0. */
export function stepSeeds(
  workflow: Workflow,
  ports: ReadonlyMap<string, NodePorts>,
  by: number,
): Workflow {
  if (by === 0) return workflow;
  return findSeeds(workflow, ports).reduce(
    (changed, seed) => withSeed(changed, seed, step(seed, by)),
    workflow,
  );
}
