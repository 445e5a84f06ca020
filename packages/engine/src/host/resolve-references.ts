import type { Issue } from '../errors/issue.ts';
import { modelKey, type ModelSet } from '../typing/model-set.ts';
import { collectModels } from '../validation/collect-models.ts';
import { InvalidWorkflowError } from '../validation/invalid-workflow-error.ts';
import { collectWorkflows } from '../validation/collect-workflows.ts';
import type { WorkflowDocument } from '../validation/know-workflows.ts';
import type { WorkflowProblem } from '../validation/validation-context.ts';
import {
  createLock,
  type LockedWorkflow,
  type LockFile,
  type ResolvedModel,
} from '../workflow/lock-file.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import type { PrepareOptions } from './engine.ts';
import { resolveModels } from './resolve-models.ts';
import { resolveWorkflows, type WorkflowResolution } from './resolve-workflows.ts';
import type { Runtime } from './runtime.ts';

type Places = Pick<Runtime, 'library' | 'providers' | 'workflows'>;

/** Everything that a workflow names and that stands elsewhere. */
export interface References {
  models: ModelSet;
  /** By the reference of the workflow whose nodes name the models; undefined for the one that is run. */
  modelProblems: ReadonlyMap<string | undefined, readonly Issue[]>;
  /** Workflows that nodes run, by reference. */
  documents: ReadonlyMap<string, WorkflowDocument>;
  /** The same as they were written. */
  lockedWorkflows: ReadonlyMap<string, LockedWorkflow>;
  workflowProblems: ReadonlyMap<string, readonly WorkflowProblem[]>;
}

function findWorkflows(
  { library, workflows }: Places,
  workflow: Workflow,
  { folder, lock }: PrepareOptions,
): Promise<WorkflowResolution> {
  return resolveWorkflows(workflow, { catalog: library.catalog, folder, source: workflows, lock });
}

/** The models of a workflow and of those that it runs. */
async function findModels(
  { library, providers }: Places,
  workflow: Workflow,
  options: { documents: ReadonlyMap<string, WorkflowDocument>; lock?: LockFile | undefined },
): Promise<{ models: ResolvedModel[]; problems: Map<string | undefined, Issue[]> }> {
  const models: ResolvedModel[] = [];
  const problems = new Map<string | undefined, Issue[]>();
  const documents: [string | undefined, Workflow][] = [[undefined, workflow]];
  for (const [reference, document] of options.documents) {
    documents.push([reference, document.workflow]);
  }
  for (const [reference, document] of documents) {
    const wanted = collectModels(document, library.catalog);
    const found = await resolveModels(wanted, providers, { lock: options.lock, models });
    models.push(...found.models);
    problems.set(reference, found.issues);
  }
  return { models, problems };
}

/** Finds the models and workflows that a workflow names, and those that these workflows name. */
export async function resolveReferences(
  places: Places,
  workflow: Workflow,
  options: PrepareOptions,
): Promise<References> {
  const { documents, locked, problems } = await findWorkflows(places, workflow, options);
  const found = await findModels(places, workflow, { documents, lock: options.lock });
  return {
    models: new Map(
      found.models.map(({ provider, reference, description }) => [
        modelKey(provider, reference),
        description,
      ]),
    ),
    modelProblems: found.problems,
    documents,
    lockedWorkflows: locked,
    workflowProblems: problems,
  };
}

/**
 * The lock of a workflow: what it names, as it is now.
 *
 * @throws InvalidWorkflowError where a model or a workflow cannot be found.
 */
export async function lockReferences(
  places: Places,
  workflow: Workflow,
  options: Pick<PrepareOptions, 'folder'>,
): Promise<LockFile> {
  const resolution = await findWorkflows(places, workflow, options);
  const { documents, locked, problems } = resolution;
  const models = await findModels(places, workflow, { documents });
  const issues = [...models.problems.values()].flat();
  const nodes = collectWorkflows(workflow, places.library.catalog);
  for (const [reference, found] of problems) {
    const nodeId = nodes.find((node) => node.reference === reference)?.nodeId;
    issues.push(
      ...found.map((problem) => ({ ...problem, ...(nodeId !== undefined && { nodeId }) })),
    );
  }
  if (issues.length > 0) throw new InvalidWorkflowError(issues);
  return createLock(models.models, locked);
}
