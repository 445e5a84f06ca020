import type { Issue } from '../../errors/issue.ts';
import { checkValue } from '../../typing/check-value.ts';
import { portOfInput } from '../../typing/workflow-ports.ts';
import type { WorkflowInput } from '../../workflow/workflow-schema.ts';
import type { ValidationContext } from '../validation-context.ts';

function checkChoices(name: string, input: WorkflowInput): Issue[] {
  const { enum: _choices, ...port } = portOfInput(name, input);
  return (input.enum ?? []).flatMap((choice, index): Issue[] => {
    const wrong = checkValue(choice, port);
    if (!wrong) return [];
    return [
      {
        code: 'invalid-value',
        severity: 'error',
        message: `Choice ${index + 1} of input "${name}" ${wrong.join(', ')}.`,
        hint: `The input has the type ${input.type}; remove the choice, or correct one of the two.`,
        path: ['inputs', name, 'enum', index],
      },
    ];
  });
}

function checkBounds(name: string, { minimum, maximum }: WorkflowInput): Issue[] {
  if (minimum === undefined || maximum === undefined || minimum <= maximum) return [];
  return [
    {
      code: 'invalid-value',
      severity: 'error',
      message: `The minimum of input "${name}" (${minimum}) is above its maximum (${maximum}).`,
      hint: 'Exchange the two.',
      path: ['inputs', name, 'minimum'],
    },
  ];
}

/** Checks what the inputs of the workflow say of themselves; defaults are checked as values. */
export function workflowInputs({ workflow }: ValidationContext): Issue[] {
  return Object.entries(workflow.inputs ?? {}).flatMap(([name, input]) => {
    const bounds = checkBounds(name, input);
    return bounds.length > 0 ? bounds : checkChoices(name, input);
  });
}
