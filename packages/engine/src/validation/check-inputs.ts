import { isArtifactRef } from '../artifact/artifact-ref.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { isFileType, writePortType, type PortType } from '../definition/port-type.ts';
import { EngineError } from '../errors/engine-error.ts';
import { checkValue } from '../typing/check-value.ts';
import { portOfInput } from '../typing/workflow-ports.ts';
import { nearestName } from '../workflow/nearest-name.ts';
import type { Workflow, WorkflowInput } from '../workflow/workflow-schema.ts';

function problemsOf(value: unknown, port: PortDescriptor, type: PortType): string[] {
  if (type.depth > 0) {
    if (!Array.isArray(value)) return [`must be a list (${writePortType(type)})`];
    const item = { base: type.base, depth: type.depth - 1 };
    return value.flatMap((one, index) =>
      problemsOf(one, port, item).map((problem) => `item ${index + 1} ${problem}`),
    );
  }
  const single = { ...port, type };
  return checkValue(value, single) ?? [];
}

/**
 * Checks the values given for a workflow's inputs.
 *
 * @throws EngineError `invalid-inputs` that names each of them.
 */
export function checkInputs(workflow: Workflow, given: Readonly<Record<string, unknown>>): void {
  const inputs = workflow.inputs ?? {};
  const problems: string[] = [];
  let wrongFile = false;
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(inputs, name)) continue;
    const nearest = nearestName(name, Object.keys(inputs));
    problems.push(
      `The workflow has no input "${name}"${nearest ? `; did you mean "${nearest}"?` : '.'}`,
    );
  }
  for (const [name, input] of Object.entries(inputs)) {
    const port = portOfInput(name, input);
    const value = given[name];
    if (value === undefined) {
      if (port.required) problems.push(`Input "${name}" (${input.type}) is missing.`);
      continue;
    }
    // A caller has no way to name a file of the workflow's folder: only what is stored comes here.
    if (
      typeof value === 'object' &&
      value !== null &&
      '$artifact' in value &&
      !isArtifactRef(value)
    ) {
      problems.push(`Input "${name}" must name a stored file.`);
      continue;
    }
    const [first, ...more] = problemsOf(value, port, port.type);
    if (first) {
      wrongFile = isFileType(port.type.base);
      problems.push(
        `Input "${name}" ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}.`,
      );
    }
  }
  if (problems.length === 0) return;
  throw new EngineError({
    code: 'invalid-inputs',
    message: problems.join(' '),
    hint: hintFor(workflow, wrongFile && problems.length === 1),
    details: { problems },
  });
}

function hintFor(workflow: Workflow, isWrongFile: boolean): string {
  if (isWrongFile) return 'Give another file; what counts is its content, not its name.';
  return `Inputs of this workflow: ${describeInputs(workflow) || 'none'}.`;
}

function describeBounds({ minimum, maximum }: WorkflowInput): string[] {
  if (minimum === undefined) return maximum === undefined ? [] : [`at most ${maximum}`];
  return [maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`];
}

function describeInputs(workflow: Workflow): string {
  return Object.entries(workflow.inputs ?? {})
    .map(([name, input]) => {
      const facts = [input.type, ...describeBounds(input)];
      if (input.default !== undefined) facts.push('optional');
      return `${name} (${facts.join(', ')})`;
    })
    .join(', ');
}
