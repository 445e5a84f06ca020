import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import { EngineError } from '../errors/engine-error.ts';
import type { Issue } from '../errors/issue.ts';
import { buildRunGraph } from '../planning/build-run-graph.ts';
import { countSteps } from '../planning/count-steps.ts';
import { filesOf, resolveValue } from '../planning/resolve-value.ts';
import type { RunGraph } from '../planning/run-graph.ts';
import type { ModelSet } from '../typing/model-set.ts';
import type { WorkflowSet } from '../typing/workflow-set.ts';
import { checkInputs } from '../validation/check-inputs.ts';
import { InvalidWorkflowError } from '../validation/invalid-workflow-error.ts';
import { knowWorkflows } from '../validation/know-workflows.ts';
import { validateWorkflow, type WorkflowValidation } from '../validation/validate-workflow.ts';
import { readInputValue } from '../workflow/input-value.ts';
import type { LockedWorkflow } from '../workflow/lock-file.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import type { PrepareOptions, WorkflowFolder } from './engine.ts';
import { resolveReferences, type References } from './resolve-references.ts';
import type { Runtime } from './runtime.ts';

/** A workflow and what was found out about it. */
export interface Checked extends WorkflowValidation {
  workflow: Workflow;
  models: ModelSet;
  /** Those that nodes run. */
  workflows: WorkflowSet;
  /** The same as they were written. */
  lockedWorkflows: ReadonlyMap<string, LockedWorkflow>;
}

/** A workflow that is ready to run. */
export interface Prepared extends Checked {
  graph: RunGraph;
  inputs: Record<string, unknown>;
}

async function existingFiles(
  paths: readonly string[],
  folder: WorkflowFolder | undefined,
): Promise<Set<string> | undefined> {
  if (!folder) return undefined;
  const existing = new Set<string>();
  for (const path of paths) if (await folder.has(path)) existing.add(path);
  return existing;
}

/** Finds every issue of a workflow, its models and files included. */
export async function checkWorkflow(
  runtime: Pick<Runtime, 'library' | 'providers' | 'workflows'>,
  workflow: Workflow,
  options: PrepareOptions,
): Promise<Checked> {
  const references = await resolveReferences(runtime, workflow, options);
  const files = await existingFiles(allFiles(workflow, references), options.folder);
  const shared = {
    catalog: runtime.library.catalog,
    models: references.models,
    providers: runtime.providers.ids,
    ...(files && { files }),
  };
  const { workflows, problems } = knowWorkflows(
    references.documents,
    { ...shared, workflowProblems: references.workflowProblems },
    (reference) => ({ modelProblems: references.modelProblems.get(reference) ?? [] }),
  );
  const validation = validateWorkflow(workflow, {
    ...shared,
    modelProblems: references.modelProblems.get(undefined) ?? [],
    workflows,
    workflowProblems: problems,
  });
  const { models, lockedWorkflows } = references;
  return { workflow, models, workflows, lockedWorkflows, ...validation };
}

/** The files that a workflow names and those that the workflows it runs name, each once. */
function allFiles(workflow: Workflow, { documents }: Pick<References, 'documents'>): string[] {
  const all = [workflow, ...[...documents.values()].map((document) => document.workflow)];
  return [...new Set(all.flatMap(filesOf))];
}

async function storeFiles(
  runtime: Runtime,
  paths: readonly string[],
  folder: WorkflowFolder | undefined,
): Promise<Map<string, ArtifactRef>> {
  const stored = new Map<string, ArtifactRef>();
  for (const path of paths) {
    const source = await folder?.read(path);
    if (!source) throw missingFile(path);
    stored.set(path, await runtime.artifacts.put(source));
  }
  return stored;
}

function missingFile(path: string): EngineError {
  return new EngineError({
    code: 'missing-file',
    message: `There is no file "${path}" beside the workflow.`,
    hint: 'Put the file there, or name another one. Paths are relative to the folder of the workflow.',
  });
}

function refuse(issues: readonly Issue[]): void {
  if (issues.some((issue) => issue.severity === 'error')) throw new InvalidWorkflowError(issues);
}

/** Values of the inputs: those given, else the defaults. */
function withDefaults(
  workflow: Workflow,
  given: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, ArtifactRef>,
): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(workflow.inputs ?? {})) {
    if (given[name] !== undefined) inputs[name] = given[name];
    else if (input.default !== undefined) {
      const value = readInputValue(input.default);
      if (value.kind !== 'invalid') inputs[name] = resolveValue(value, files).value;
    }
  }
  return inputs;
}

/**
 * Makes a workflow ready to run: checks it, stores the files it names, and compiles it.
 *
 * @throws InvalidWorkflowError; EngineError `invalid-inputs`, `missing-file`, `too-many-steps`.
 */
export async function prepareRun(
  runtime: Runtime,
  workflow: Workflow,
  options: PrepareOptions & { maxSteps: number },
): Promise<Prepared> {
  const checked = await checkWorkflow(runtime, workflow, options);
  refuse(checked.issues);
  checkInputs(workflow, options.inputs ?? {});
  const files = await storeFiles(
    runtime,
    allFiles(workflow, { documents: checked.workflows }),
    options.folder,
  );
  const inputs = withDefaults(workflow, options.inputs ?? {}, files);
  const graph = buildRunGraph({
    typed: checked.typed,
    models: checked.models,
    workflows: checked.workflows,
    inputs,
    valueOf: (value) => resolveValue(value, files),
    maxSteps: options.maxSteps,
  });
  countSteps(graph);
  return { ...checked, graph, inputs };
}
