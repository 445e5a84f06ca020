import type { NodeCatalog } from '../definition/node-catalog.ts';
import { workflowPorts } from '../typing/workflow-ports.ts';
import type { KnownWorkflow } from '../typing/workflow-set.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { collectWorkflows } from './collect-workflows.ts';
import { writeCycle } from './rules/cycle.ts';
import { validateWorkflow } from './validate-workflow.ts';
import type { ValidationOptions, WorkflowProblem } from './validation-context.ts';

/** How deep workflows may run workflows that run workflows. */
export const maxWorkflowDepth = 16;

/** How many nodes a workflow may have with all that are in the workflows it runs. */
export const maxInlinedNodes = 10_000;

/** The document of a workflow that a node runs. */
export interface WorkflowDocument {
  /** Files and workflows in it are named from the folder of the workflow that is run. */
  workflow: Workflow;
  /** Semantic hash of the document as it was written. */
  hash: string;
}

/** What {@link knowWorkflows} found out. */
export interface WorkflowKnowledge {
  workflows: Map<string, KnownWorkflow>;
  problems: Map<string, WorkflowProblem[]>;
}

interface Extent {
  depth: number;
  nodes: number;
  /** References that lead back to one of them. */
  circle?: readonly string[];
}

/** Measures workflows that run each other, without going in circles. */
class ExtentSearch {
  readonly #documents: ReadonlyMap<string, WorkflowDocument>;
  readonly #catalog: NodeCatalog;
  readonly #known = new Map<string, Extent>();

  constructor(documents: ReadonlyMap<string, WorkflowDocument>, catalog: NodeCatalog) {
    this.#documents = documents;
    this.#catalog = catalog;
  }

  referencesOf(workflow: Workflow): string[] {
    return collectWorkflows(workflow, this.#catalog).map(({ reference }) => reference);
  }

  of(reference: string, chain: readonly string[] = []): Extent {
    const known = this.#known.get(reference);
    if (known) return known;
    const begin = chain.indexOf(reference);
    if (begin >= 0) return { depth: 0, nodes: 0, circle: [...chain.slice(begin), reference] };
    const workflow = this.#documents.get(reference)?.workflow;
    // Deeper than this it is refused anyway.
    if (!workflow || chain.length > maxWorkflowDepth) return { depth: 1, nodes: 0 };
    const extent: Extent = { depth: 1, nodes: Object.keys(workflow.nodes).length };
    for (const inner of this.referencesOf(workflow)) {
      const { depth, nodes, circle } = this.of(inner, [...chain, reference]);
      extent.depth = Math.max(extent.depth, depth + 1);
      extent.nodes += nodes;
      if (circle) extent.circle ??= circle;
    }
    this.#known.set(reference, extent);
    return extent;
  }
}

function refuseExtent(reference: string, extent: Extent): WorkflowProblem | undefined {
  const { circle, depth, nodes } = extent;
  if (circle) {
    return {
      code: 'workflow-recursion',
      severity: 'error',
      message: `The workflow "${circle[0]}" runs itself: ${writeCycle(circle)}.`,
      hint: 'Take one of these workflow nodes out: a workflow cannot contain itself.',
    };
  }
  if (depth > maxWorkflowDepth) {
    return {
      code: 'too-deep',
      severity: 'error',
      message: `The workflow "${reference}" runs workflows more than ${maxWorkflowDepth} deep.`,
      hint: 'Let one of them contain the nodes themselves.',
    };
  }
  if (nodes <= maxInlinedNodes) return undefined;
  return {
    code: 'too-large',
    severity: 'error',
    message: `The workflow "${reference}" has ${nodes} nodes with those in the workflows it runs; at most ${maxInlinedNodes} are allowed.`,
    hint: 'Run some of them on their own.',
  };
}

/** What else is needed for a document of its own, such as problems of models, which are told by node. */
export type ProblemsOf = (reference: string) => Pick<ValidationOptions, 'modelProblems'>;

/** Knows workflows after those that they run. */
class WorkflowStudy implements WorkflowKnowledge {
  readonly workflows = new Map<string, KnownWorkflow>();
  readonly problems: Map<string, WorkflowProblem[]>;
  readonly #documents: ReadonlyMap<string, WorkflowDocument>;
  readonly #options: ValidationOptions;
  readonly #problemsOf: ProblemsOf;
  readonly #extents: ExtentSearch;
  readonly #visited = new Set<string>();

  constructor(
    documents: ReadonlyMap<string, WorkflowDocument>,
    options: ValidationOptions,
    problemsOf: ProblemsOf,
  ) {
    this.#documents = documents;
    this.#options = options;
    this.#problemsOf = problemsOf;
    this.problems = new Map(
      [...(options.workflowProblems ?? [])].map(([reference, found]) => [reference, [...found]]),
    );
    this.#extents = new ExtentSearch(documents, options.catalog);
  }

  visit(reference: string): void {
    const document = this.#documents.get(reference);
    if (!document || this.#visited.has(reference)) return;
    this.#visited.add(reference);
    const refused = refuseExtent(reference, this.#extents.of(reference));
    if (refused) {
      this.#report(reference, [refused]);
      return;
    }
    const { workflow, hash } = document;
    for (const inner of this.#extents.referencesOf(workflow)) this.visit(inner);
    const { issues, typed } = validateWorkflow(workflow, {
      ...this.#options,
      ...this.#problemsOf(reference),
      workflows: this.workflows,
      workflowProblems: this.problems,
    });
    const errors = issues.filter(({ severity }) => severity === 'error');
    this.#report(
      reference,
      errors.map(({ code, severity, message, hint, nodeId = '', nodePath = nodeId }) => ({
        code,
        severity,
        message,
        nodePath,
        ...(hint !== undefined && { hint }),
      })),
    );
    const ports = workflowPorts(workflow, typed);
    const complete = ports.complete && errors.length === 0;
    this.workflows.set(reference, { workflow, hash, typed, ports: { ...ports, complete } });
  }

  #report(reference: string, found: readonly WorkflowProblem[]): void {
    if (found.length === 0) return;
    this.problems.set(reference, [...(this.problems.get(reference) ?? []), ...found]);
  }
}

/**
 * Types the workflows that nodes run, each after those that it runs itself, and finds what is wrong
 * with them. Pure; never throws.
 */
export function knowWorkflows(
  documents: ReadonlyMap<string, WorkflowDocument>,
  options: ValidationOptions,
  problemsOf: ProblemsOf = () => ({}),
): WorkflowKnowledge {
  const study = new WorkflowStudy(documents, options, problemsOf);
  for (const reference of documents.keys()) study.visit(reference);
  return study;
}
