import {
  checkPortValue,
  readInputValue,
  type PortDescriptor,
  type Workflow,
  type WorkflowInput,
} from '@catena/engine';
import { equalJson } from '../../document/equal-json.ts';
import { pickRunInputs, type RunInputs } from '../../document/run-inputs.ts';
import { workflowInputPort } from '../../parts/fields/workflow-input-port.ts';

/** A field of the form. */
export interface FormEntry {
  name: string;
  input: WorkflowInput;
  port: PortDescriptor;
  /** What was entered, else the default; undefined where there is neither. */
  value: unknown;
  /** Whether something was entered. */
  isEntered: boolean;
  /** What is wrong with the value, in words; a value that is missing is not wrong. */
  problem?: string;
  isMissing: boolean;
}

function whatIsWrong(port: PortDescriptor, value: unknown): string | undefined {
  if (value === undefined || readInputValue(value).kind !== 'literal') return undefined;
  const problems = checkPortValue(value, port);
  return problems && `It ${problems.join('; ')}.`;
}

function toEntry(name: string, input: WorkflowInput, entered: RunInputs): FormEntry {
  const port = workflowInputPort(name, input);
  const isEntered = Object.hasOwn(entered, name);
  const value = isEntered ? entered[name] : input.default;
  const problem = whatIsWrong(port, value);
  return {
    name,
    input,
    port,
    value,
    isEntered,
    isMissing: port.required && value === undefined,
    ...(problem !== undefined && { problem }),
  };
}

/** The fields of the form of a workflow, in order, with what was entered. */
export function readForm({ inputs = {} }: Workflow, entered: RunInputs): FormEntry[] {
  return Object.entries(inputs).map(([name, input]) => toEntry(name, input, entered));
}

/** Of the values of a run those that the form would have to be given, to run it with the same. */
export function inputsToTake(workflow: Workflow, ran: RunInputs): RunInputs {
  const { inputs = {} } = workflow;
  const known = Object.entries(pickRunInputs(workflow, ran));
  return Object.fromEntries(
    known.filter(([name, value]) => !equalJson(inputs[name]?.default, value)),
  );
}

/** Whether a run with what was entered would have other inputs than one that has been. */
export function differs(workflow: Workflow, entered: RunInputs, ran: RunInputs): boolean {
  return readForm(workflow, entered).some(
    ({ name, value }) => readInputValue(value).kind !== 'random' && !equalJson(value, ran[name]),
  );
}
