import { WorkflowGraph, type NodePorts, type PortDescriptor, type Workflow } from '@catena/engine';
import { titleOfCard } from '../../document/cards.ts';
import { isReference } from '../../document/references.ts';

/** A port of a node that can become part of the form. */
export interface FormCandidate {
  nodeId: string;
  nodeTitle: string;
  port: PortDescriptor;
  /** Inputs: it needs a value and has none. Outputs: nothing goes on from its node. */
  isUrgent: boolean;
}

type PortsByNode = ReadonlyMap<string, NodePorts>;

function nodesOf(workflow: Workflow): { nodeId: string; nodeTitle: string }[] {
  return Object.keys(workflow.nodes).map((nodeId) => ({
    nodeId,
    nodeTitle: titleOfCard(workflow, nodeId),
  }));
}

/** The inputs of nodes that could be inputs of the workflow: those that no wire feeds. */
export function inputCandidates(workflow: Workflow, ports: PortsByNode): FormCandidate[] {
  return nodesOf(workflow).flatMap((node) => {
    const values = workflow.nodes[node.nodeId]?.input ?? {};
    const inputs = ports.get(node.nodeId)?.inputs ?? [];
    return inputs
      .filter(
        ({ name, connectable, secret }) => connectable && !secret && !isReference(values[name]),
      )
      .map((port) => ({
        ...node,
        port,
        isUrgent: port.required && values[port.name] === undefined,
      }));
  });
}

/** The outputs of nodes that could be outputs of the workflow: those that are none yet. */
export function outputCandidates(workflow: Workflow, ports: PortsByNode): FormCandidate[] {
  const shown = new Set(Object.values(workflow.outputs ?? {}).map(({ $from }) => $from));
  const feeding = new Set(new WorkflowGraph(workflow).edges.map(({ source }) => source));
  return nodesOf(workflow).flatMap((node) =>
    (ports.get(node.nodeId)?.outputs ?? [])
      .filter(({ name }) => !shown.has(`${node.nodeId}.${name}`))
      .map((port) => ({ ...node, port, isUrgent: !feeding.has(node.nodeId) })),
  );
}
