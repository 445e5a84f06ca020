import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { parsePortType } from '../definition/port-type.ts';
import { readInputValue } from '../workflow/input-value.ts';
import type { Workflow, WorkflowInput } from '../workflow/workflow-schema.ts';
import type { NodePorts } from './node-ports.ts';
import { portWords } from './port-words.ts';
import type { TypedWorkflow } from './typed-workflow.ts';

/** The port that an input of a workflow is, seen by those who run it. */
export function portOfInput(name: string, input: WorkflowInput): PortDescriptor {
  const type = parsePortType(input.type) ?? { base: 'any', depth: 0 };
  const port: PortDescriptor = {
    name,
    type,
    required: input.default === undefined,
    connectable: true,
  };
  for (const key of ['title', 'description', 'enum', 'minimum', 'maximum'] as const) {
    if (input[key] !== undefined) Object.assign(port, { [key]: input[key] });
  }
  return port;
}

/** What people see where nothing is given: of values that stand in the file, not of files beside it. */
function shownDefault({ default: value }: WorkflowInput): unknown {
  const read = readInputValue(value);
  return read.kind === 'literal' ? read.value : undefined;
}

function inputPorts({ inputs = {} }: Workflow): PortDescriptor[] {
  return Object.entries(inputs).map(([name, input]) => {
    const shown = shownDefault(input);
    return {
      ...portOfInput(name, input),
      ...portWords(name, { ...input }),
      ...(shown !== undefined && { default: shown }),
    };
  });
}

/** Outputs along the same axis inside are as long as each other outside. */
function outputPorts({ outputs = {} }: Workflow, typed: TypedWorkflow): PortDescriptor[] {
  return Object.entries(outputs).flatMap(([name, output]): PortDescriptor[] => {
    const found = typed.outputs.get(name);
    if (!found) return [];
    const [first] = found.axes;
    const axis = first === undefined ? undefined : typed.axes[first]?.id;
    return [
      {
        name,
        ...portWords(name, { ...output }),
        type: found.type,
        required: false,
        connectable: true,
        ...(axis !== undefined && { axis }),
      },
    ];
  });
}

/** The ports of a node that runs a workflow: its inputs and outputs, in the order of the form. */
export function workflowPorts(workflow: Workflow, typed: TypedWorkflow): NodePorts {
  const outputs = outputPorts(workflow, typed);
  const complete = outputs.length === Object.keys(workflow.outputs ?? {}).length;
  return { inputs: inputPorts(workflow), outputs, complete };
}
