import { catalog, models } from './sample-catalog.ts';
import { writePortType } from '../src/definition/port-type.ts';
import type { Workflow } from '../src/workflow/workflow-schema.ts';
import { inferAxes } from '../src/typing/infer-axes.ts';

export type Inputs = Record<string, string>;

/** Nodes in short: `['text.upper', { text: '@other.text' }]`; `@` marks a reference. */
export type Nodes = Record<string, [type: string, input?: Record<string, unknown>, more?: object]>;

export const reference = (from: string, each?: boolean) => ({
  $from: from,
  ...(each !== undefined && { each }),
});

export function toWorkflow(nodes: Nodes, inputs: Inputs = {}, outputs: Inputs = {}): Workflow {
  const read = (value: unknown) =>
    typeof value === 'string' && value.startsWith('@') ? reference(value.slice(1)) : value;
  const mapMembers = <From, To>(members: Record<string, From>, change: (member: From) => To) =>
    Object.fromEntries(Object.entries(members).map(([key, member]) => [key, change(member)]));
  return {
    catena: 1,
    inputs: mapMembers(inputs, (type) => ({ type })),
    nodes: mapMembers(nodes, ([type, input = {}, more = {}]) => ({
      type,
      input: mapMembers(input, read),
      ...more,
    })),
    outputs: mapMembers(outputs, (from) => ({ $from: from })),
  };
}

/** What was inferred, in words: axes by their ids, types as they are written. */
export function infer(nodes: Nodes, inputs: Inputs = {}, outputs: Inputs = {}) {
  const { typed, issues } = inferAxes(toWorkflow(nodes, inputs, outputs), catalog, models);
  const names = (axes: readonly number[]) => axes.map((index) => typed.axes[index]?.id);
  const nodeOf = (id: string) => typed.nodes.get(id);
  return {
    typed,
    codes: issues.map(({ code, nodeId, port }) => [code, nodeId, port].filter(Boolean).join(' ')),
    issues,
    axes: (id: string) => names(nodeOf(id)?.axes ?? []),
    mapped: (id: string) =>
      Object.fromEntries(
        nodeOf(id)?.inputs.map((input) => [
          input.port.name,
          [names(input.axes.slice(0, input.mapped)), names(input.axes.slice(input.mapped))],
        ]) ?? [],
      ),
    type: (id: string, port: string) => {
      const output = nodeOf(id)?.outputs.get(port);
      return output && writePortType(output.type);
    },
    outer: (axis: string) => names(typed.axes.find(({ id }) => id === axis)?.parents ?? []),
    output: (name: string) => {
      const output = typed.outputs.get(name);
      return output && writePortType(output.type);
    },
  };
}
