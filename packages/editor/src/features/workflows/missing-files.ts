import type { ArtifactRef, Workflow } from '@catena/engine';

/** A file that a workflow names by its path beside it. */
interface NamedFile {
  path: string;
  /** Where it is used, e.g. `cut out, image`. */
  places: string[];
}

type Change = (value: Record<string, unknown>) => unknown;

/** The value with every `$file` in it changed; the same object where there is none. */
function mapFiles(value: unknown, change: Change): unknown {
  if (typeof value !== 'object' || value === null || '$literal' in value) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapFiles(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if ('$file' in value) return change({ ...value });
  const members = Object.entries(value as Record<string, unknown>);
  const next = members.map(([name, member]) => [name, mapFiles(member, change)] as const);
  const changed = next.some(([, member], index) => member !== members[index]?.[1]);
  return changed ? Object.fromEntries(next) : value;
}

interface Place {
  where: string;
  value: unknown;
}

function placesOf(workflow: Workflow): Place[] {
  const ports = Object.entries(workflow.nodes).flatMap(([id, node]) =>
    Object.entries(node.input ?? {}).map(([port, value]) => ({
      where: `${node.title ?? id}, ${port}`,
      value,
    })),
  );
  const inputs = Object.entries(workflow.inputs ?? {}).map(([name, input]) => ({
    where: `input ${input.title ?? name}`,
    value: input.default,
  }));
  return [...inputs, ...ports];
}

/** The files that a workflow names by path, which are not on the server. */
export function findNamedFiles(workflow: Workflow): NamedFile[] {
  const files = new Map<string, NamedFile>();
  for (const { where, value } of placesOf(workflow)) {
    mapFiles(value, (file) => {
      const path = String(file['$file']);
      const known = files.get(path) ?? { path, places: [] };
      known.places.push(where);
      files.set(path, known);
      return file;
    });
  }
  return [...files.values()];
}

/** The workflow with files that were uploaded in place of the paths that named them. */
export function fillFiles(
  workflow: Workflow,
  uploads: ReadonlyMap<string, ArtifactRef>,
): Workflow {
  const fill = <Value>(value: Value): Value =>
    mapFiles(value, (file) => uploads.get(String(file['$file'])) ?? file) as Value;
  const nodes = Object.entries(workflow.nodes).map(
    ([id, node]) => [id, node.input ? { ...node, input: fill(node.input) } : node] as const,
  );
  const inputs = Object.entries(workflow.inputs ?? {}).map(([name, input]) => {
    const filled = 'default' in input ? { ...input, default: fill(input.default) } : input;
    return [name, filled] as const;
  });
  return {
    ...workflow,
    nodes: Object.fromEntries(nodes),
    ...(workflow.inputs && { inputs: Object.fromEntries(inputs) }),
  };
}
