import { posix } from 'node:path';
import { parseWorkflowReference, type Workflow } from '@catena/engine';

/** A workflow beside that of a template. */
export interface TemplatePlace {
  id: string;
  /** Of the folder of the template, with `/`. */
  path: string;
  /** That it lies in; empty for that of the template. */
  folder: string;
}

const pattern = /^template:([a-z0-9][a-z0-9-]{0,99})\/(.+)$/;

/** Reads `template:id/name`; undefined where a reference is none. */
export function readTemplateReference(reference: string): TemplatePlace | undefined {
  const [, id, name] = pattern.exec(reference) ?? [];
  if (id === undefined || name === undefined) return undefined;
  const parsed = parseWorkflowReference(`./${name}.json`);
  if (parsed.kind !== 'file' || parsed.code !== undefined) return undefined;
  const folder = posix.dirname(parsed.path);
  return { id, path: parsed.path, folder: folder === '.' ? '' : folder };
}

/** Names workflows that lie beside one of a template so that they are found without its folder. */
export function toTemplateReferences(
  workflow: Workflow,
  { id, folder }: Pick<TemplatePlace, 'id' | 'folder'>,
): Workflow {
  const nodes = Object.entries(workflow.nodes).map(([nodeId, node]) => {
    const parsed = node.workflow === undefined ? undefined : parseWorkflowReference(node.workflow);
    if (parsed?.kind !== 'file' || parsed.code !== undefined) return [nodeId, node];
    const name = posix.join(folder, parsed.path).replace(/\.json$/i, '');
    return [nodeId, { ...node, workflow: `template:${id}/${name}` }];
  });
  return { ...workflow, nodes: Object.fromEntries(nodes) as Workflow['nodes'] };
}
