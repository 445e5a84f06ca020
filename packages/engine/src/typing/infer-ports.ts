import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { NodeDescriptor, PortsFrom } from '../definition/node-descriptor.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { parsePortType } from '../definition/port-type.ts';
import type { WorkflowNode } from '../workflow/workflow-schema.ts';
import { listedPorts } from './listed-ports.ts';
import { modelPorts } from './model-ports.ts';
import { modelKey } from './model-set.ts';
import type { NodePorts } from './node-ports.ts';
import { toKnown, type Known, type References } from './references.ts';
import { templateNames } from './template-names.ts';

type PortSource<Kind extends PortsFrom['kind']> = (
  from: Extract<PortsFrom, { kind: Kind }>,
  node: WorkflowNode,
  known: Known,
) => NodePorts;

const fromModel: PortSource<'model'> = (_from, node, { models }) => {
  const model = models.get(modelKey(node.provider ?? '', node.model ?? ''));
  return model
    ? { ...modelPorts(model), complete: true }
    : { inputs: [], outputs: [], complete: false };
};

const fromTemplate: PortSource<'template'> = (from, node) => {
  const template = node.input?.[from.input];
  const names = typeof template === 'string' ? templateNames(template) : [];
  return {
    inputs: names
      .filter((name) => name !== from.input)
      .map((name) => ({
        name,
        type: { base: 'text', depth: 0 },
        required: true,
        connectable: true,
      })),
    outputs: [],
    complete: true,
  };
};

const fromList: PortSource<'list'> = (from, node) => ({
  inputs: listedPorts(node.input?.[from.input]).filter((port) => port.name !== from.input),
  outputs: [],
  complete: true,
});

const fromWorkflow: PortSource<'workflow'> = (_from, node, { workflows }) =>
  workflows.get(node.workflow ?? '')?.ports ?? { inputs: [], outputs: [], complete: false };

const portSources: { [Kind in PortsFrom['kind']]: PortSource<Kind> } = {
  model: fromModel,
  template: fromTemplate,
  list: fromList,
  workflow: fromWorkflow,
};

function dynamicPorts(descriptor: NodeDescriptor, node: WorkflowNode, known: Known): NodePorts {
  const from = descriptor.portsFrom;
  if (!from) return { inputs: [], outputs: [], complete: true };
  const source = portSources[from.kind] as PortSource<PortsFrom['kind']>;
  return source(from as never, node, known);
}

function correct(port: PortDescriptor, types: Record<string, string>): PortDescriptor {
  const corrected = parsePortType(types[port.name] ?? '');
  if (!corrected) return port;
  const { inferred: _inferred, ...rest } = port;
  return { ...rest, type: corrected };
}

/**
 * The ports of a placed node: those of its type, those its model, template or workflow adds, with
 * the types that a person corrected.
 */
export function inferPorts(
  node: WorkflowNode,
  descriptor: NodeDescriptor,
  known: References,
): NodePorts {
  const dynamic = dynamicPorts(descriptor, node, toKnown(known));
  const types = node.types ?? {};
  return {
    inputs: [...descriptor.inputs, ...dynamic.inputs].map((port) => correct(port, types)),
    outputs: [...descriptor.outputs, ...dynamic.outputs].map((port) => correct(port, types)),
    complete: dynamic.complete,
  };
}

/** The ports of every node whose type the catalog knows. */
export function inferAllPorts(
  nodes: Readonly<Record<string, WorkflowNode>>,
  catalog: NodeCatalog,
  known: References,
): Map<string, NodePorts> {
  const all = new Map<string, NodePorts>();
  for (const [id, node] of Object.entries(nodes)) {
    const descriptor = catalog.find(node.type);
    if (descriptor) all.set(id, inferPorts(node, descriptor, known));
  }
  return all;
}
