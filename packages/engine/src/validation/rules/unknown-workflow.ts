import type { Issue } from '../../errors/issue.ts';
import type { ValidationRule, WorkflowProblem } from '../validation-context.ts';

function toIssue(at: { id: string; reference: string }, problem: WorkflowProblem): Issue {
  const { id, reference } = at;
  const { code, severity, message, hint, nodePath } = problem;
  const isInside = nodePath !== undefined;
  return {
    code,
    severity,
    message: isInside
      ? `Node "${id}" runs "${reference}", in which something is wrong at "${nodePath}": ${message}`
      : `Node "${id}": ${message}`,
    ...(hint !== undefined && { hint }),
    nodeId: id,
    ...(isInside && { nodePath: nodePath === '' ? id : `${id}/${nodePath}` }),
    path: ['nodes', id, 'workflow'],
  };
}

/** Passes on what is wrong with the workflows that nodes run, and finds those that are not known. */
export const unknownWorkflow: ValidationRule = ({ nodes, options }) => {
  const { workflows, workflowProblems } = options;
  if (!workflows) return [];
  return nodes.flatMap(({ id, node, descriptor }) => {
    const { workflow: reference } = node;
    if (descriptor?.portsFrom?.kind !== 'workflow' || !reference) return [];
    const problems = workflowProblems?.get(reference) ?? [];
    const known = workflows.has(reference) || problems.length > 0;
    const unknown: WorkflowProblem = {
      code: 'unknown-workflow',
      severity: 'error',
      message: `The workflow "${reference}" is not known here.`,
      hint: 'Name a file beside this workflow (./name.json), or one that is saved or published here.',
    };
    return (known ? problems : [unknown]).map((problem) => toIssue({ id, reference }, problem));
  });
};
