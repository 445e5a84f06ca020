import {
  collectModels,
  collectWorkflows,
  knowWorkflows,
  type CollectedModel,
  type Workflow,
  type WorkflowKnowledge,
  type WorkflowProblem,
} from '@catena/engine';
import type { CatalogState } from './catalog-state.ts';

/** What a document and the workflows that it runs name, as far as those are known. */
export interface NeededParts {
  models: readonly CollectedModel[];
  /** References to workflows. */
  workflows: ReadonlySet<string>;
}

/** Finds what a document needs, through all the workflows that it runs. */
export function findNeeded(workflow: Workflow, known: CatalogState): NeededParts {
  const models: CollectedModel[] = [];
  const workflows = new Set<string>();
  const visit = (document: Workflow) => {
    models.push(...collectModels(document, known.catalog));
    for (const { reference } of collectWorkflows(document, known.catalog)) {
      if (workflows.has(reference)) continue;
      workflows.add(reference);
      const found = known.workflows.get(reference);
      if (found) visit(found.workflow);
    }
  };
  visit(workflow);
  return { models, workflows };
}

function listProblems(
  references: ReadonlySet<string>,
  known: CatalogState,
): Map<string, WorkflowProblem[]> {
  const problems = new Map<string, WorkflowProblem[]>();
  for (const reference of references) {
    const missing = known.missingWorkflows.get(reference);
    if (!missing) continue;
    const { message, hint } = missing;
    const words = { message, ...(hint !== undefined && { hint }) };
    problems.set(reference, [{ ...words, code: 'unknown-workflow', severity: 'error' }]);
  }
  return problems;
}

/** What is known of the workflows that a document runs: their ports, and what is wrong with them. */
export function studyWorkflows(
  references: ReadonlySet<string>,
  known: CatalogState,
): WorkflowKnowledge {
  const documents = new Map(
    [...references].flatMap((reference) => {
      const found = known.workflows.get(reference);
      return found ? [[reference, found] as const] : [];
    }),
  );
  return knowWorkflows(documents, {
    catalog: known.catalog,
    models: known.models,
    workflowProblems: listProblems(references, known),
  });
}
