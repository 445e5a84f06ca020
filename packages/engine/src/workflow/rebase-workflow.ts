import { checkFilePath } from './check-file-path.ts';
import { folderOf, normalizePath, parseWorkflowReference } from './workflow-reference.ts';
import type { Workflow, WorkflowNode } from './workflow-schema.ts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rebaseValue(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rebaseValue(item, folder));
  if (!isObject(value) || Object.hasOwn(value, '$literal')) return value;
  if (Object.hasOwn(value, '$file')) {
    const { path } = checkFilePath(value['$file']) as { path?: string };
    return path === undefined ? value : { ...value, $file: normalizePath(folder + path) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, rebaseValue(member, folder)]),
  );
}

function rebaseNode(node: WorkflowNode, folder: string): WorkflowNode {
  const { workflow, input } = node;
  const reference = workflow === undefined ? undefined : parseWorkflowReference(workflow);
  const isPath = reference?.kind === 'file' && reference.code === undefined;
  return {
    ...node,
    ...(isPath && { workflow: `./${normalizePath(folder + reference.path)}` }),
    ...(input && { input: rebaseValue(input, folder) as NonNullable<WorkflowNode['input']> }),
  };
}

/**
 * A workflow that lies in a folder, as seen from the folder around it: the files and workflows beside
 * it are named from there.
 *
 * @param folder - From the one around, with a slash at its end; empty for the same one.
 */
export function rebaseWorkflow(workflow: Workflow, folder: string): Workflow {
  const inputs = Object.entries(workflow.inputs ?? {}).map(([name, input]) => [
    name,
    input.default === undefined ? input : { ...input, default: rebaseValue(input.default, folder) },
  ]);
  const nodes = Object.entries(workflow.nodes).map(([id, node]) => [id, rebaseNode(node, folder)]);
  return {
    ...workflow,
    ...(workflow.inputs && { inputs: Object.fromEntries(inputs) as Workflow['inputs'] }),
    nodes: Object.fromEntries(nodes) as Workflow['nodes'],
  };
}

/** A workflow as seen from the folder of the one that names it. */
export function rebaseReferenced(workflow: Workflow, reference: string): Workflow {
  const parsed = parseWorkflowReference(reference);
  const isPath = parsed.kind === 'file' && parsed.code === undefined;
  return rebaseWorkflow(workflow, isPath ? folderOf(parsed.path) : '');
}
