import { InvalidWorkflowError, parseWorkflow, type Workflow } from '@catena/engine';

/**
 * Reads a document that came with a request. Only its form must be right: a draft may have inputs
 * that are missing or do not fit.
 *
 * @throws InvalidWorkflowError with everything that is wrong.
 */
export function readDocument(document: unknown): Workflow {
  const { workflow, issues } = parseWorkflow(document);
  if (!workflow) throw new InvalidWorkflowError(issues);
  return workflow;
}
