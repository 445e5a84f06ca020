import { catalog, models } from './sample-catalog.ts';
import type { Issue } from '../src/errors/issue.ts';
import type { Workflow } from '../src/workflow/workflow-schema.ts';
import type { ValidationOptions } from '../src/validation/validation-context.ts';
import { validateWorkflow } from '../src/validation/validate-workflow.ts';

export type Document = Omit<Workflow, 'catena'>;

export const from = (source: string) => ({ $from: source });
export const photo = { $file: 'photo.png' };
export const editor = { type: 'predict', provider: 'local', model: 'acme/edit' };

export function find(
  document: Partial<Document>,
  options: Partial<ValidationOptions> = {},
): Issue[] {
  const workflow = { catena: 1, nodes: {}, ...document } as const;
  return validateWorkflow(workflow, { catalog, models, ...options }).issues;
}

export const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code);

/** The issues of a workflow with one node, `a`. */
export const findIn = (node: Workflow['nodes'][string], options: Partial<ValidationOptions> = {}) =>
  find({ nodes: { a: node } }, options);

/** The issues of an input of a node. */
export const findAt = (type: string, input: Record<string, unknown>) => findIn({ type, input });
