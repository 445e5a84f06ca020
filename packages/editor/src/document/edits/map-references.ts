import type { Workflow, WorkflowNode } from '@catena/engine';
import { isReference } from '../references.ts';
import { withSection } from './with-section.ts';

/** The new `$from` of a reference, or undefined to drop it. */
export type ReferenceMap = (from: string) => string | undefined;

function mapNode(node: WorkflowNode, map: ReferenceMap): WorkflowNode {
  const { input } = node;
  if (!input) return node;
  let changed = false;
  const entries = Object.entries(input).flatMap(([port, value]) => {
    if (!isReference(value)) return [[port, value]];
    const from = map(value.$from);
    if (from === value.$from) return [[port, value]];
    changed = true;
    return from === undefined ? [] : [[port, { ...value, $from: from }]];
  });
  if (!changed) return node;
  const { input: _input, ...rest } = node;
  return (
    entries.length > 0 ? { ...rest, input: Object.fromEntries(entries) } : rest
  ) as WorkflowNode;
}

function mapEntries<Value>(
  entries: Readonly<Record<string, Value>>,
  map: (value: Value) => Value | undefined,
): Record<string, Value> {
  let changed = false;
  const next = Object.entries(entries).flatMap(([name, value]) => {
    const mapped = map(value);
    if (mapped !== value) changed = true;
    return mapped === undefined ? [] : [[name, mapped] as const];
  });
  return changed ? Object.fromEntries(next) : (entries as Record<string, Value>);
}

/**
 * The workflow with every reference mapped. A dropped one leaves its input without a value; an output
 * of the workflow that has lost its source is removed, since it is nothing without one.
 */
export function mapReferences(workflow: Workflow, map: ReferenceMap): Workflow {
  const nodes = mapEntries(workflow.nodes, (node) => mapNode(node, map));
  const outputs = mapEntries(workflow.outputs ?? {}, (output) => {
    const from = map(output.$from);
    if (from === output.$from) return output;
    return from === undefined ? undefined : { ...output, $from: from };
  });
  const mapped = withSection(workflow, 'nodes', nodes);
  return workflow.outputs ? withSection(mapped, 'outputs', outputs) : mapped;
}
