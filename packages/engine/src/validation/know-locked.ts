import { modelKey } from '../typing/model-set.ts';
import type { Known } from '../typing/references.ts';
import { lockedModels, type LockFile } from '../workflow/lock-file.ts';
import { parseWorkflow } from '../workflow/parse-workflow.ts';
import { rebaseReferenced } from '../workflow/rebase-workflow.ts';
import type { NodeCatalog } from '../definition/node-catalog.ts';
import { knowWorkflows, type WorkflowDocument } from './know-workflows.ts';

/** All that a lock knows of what a workflow names: enough to type it without asking anybody. */
export function knowLocked(lock: LockFile, catalog: NodeCatalog): Known {
  const models = new Map(
    lockedModels(lock).map(({ provider, reference, description }) => [
      modelKey(provider, reference),
      description,
    ]),
  );
  const documents = new Map<string, WorkflowDocument>();
  for (const [reference, { hash, workflow: document }] of Object.entries(lock.workflows ?? {})) {
    const { workflow } = parseWorkflow(document);
    if (workflow)
      documents.set(reference, { workflow: rebaseReferenced(workflow, reference), hash });
  }
  return { models, workflows: knowWorkflows(documents, { catalog, models }).workflows };
}
