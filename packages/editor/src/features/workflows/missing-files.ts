import type { ArtifactRef, Workflow } from '@catena/engine';
import { ApiError, type Client } from '@catena/server/client';

/** A file that a workflow names: by its path beside the document, or by its content. */
export interface NamedFile {
  /** The path, or the SHA-256 of the content. */
  key: string;
  kind: 'path' | 'artifact';
  /** Where it is used, e.g. `Cut out, image`. */
  places: string[];
}

type Members = Readonly<Record<string, unknown>>;

function nameOf(value: Members): Pick<NamedFile, 'key' | 'kind'> | undefined {
  if (typeof value['$file'] === 'string') return { key: value['$file'], kind: 'path' };
  if (typeof value['$artifact'] === 'string') return { key: value['$artifact'], kind: 'artifact' };
  return undefined;
}

/** The value with the files in it changed; the same object where nothing is. */
function mapFiles<Value>(value: Value, change: (file: Members, key: string) => unknown): Value {
  if (typeof value !== 'object' || value === null || '$literal' in value) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown) => mapFiles(item, change));
    return items.some((item, index) => item !== value[index]) ? (items as Value) : value;
  }
  const name = nameOf(value as Members);
  if (name) return change(value as Members, name.key) as Value;
  const members = Object.entries(value as Members);
  const next = members.map(([key, member]) => [key, mapFiles(member, change)] as const);
  const changed = next.some(([, member], index) => member !== members[index]?.[1]);
  return changed ? (Object.fromEntries(next) as Value) : value;
}

function placesOf(workflow: Workflow): { where: string; value: unknown }[] {
  const inputs = Object.entries(workflow.inputs ?? {}).map(([name, input]) => ({
    where: `input ${input.title ?? name}`,
    value: input.default,
  }));
  const ports = Object.entries(workflow.nodes).flatMap(([id, node]) =>
    Object.entries(node.input ?? {}).map(([port, value]) => ({
      where: `${node.title ?? id}, ${port}`,
      value,
    })),
  );
  return [...inputs, ...ports];
}

/** The files that a workflow names, each once. */
export function findNamedFiles(workflow: Workflow): NamedFile[] {
  const files = new Map<string, NamedFile>();
  for (const { where, value } of placesOf(workflow)) {
    mapFiles(value, (file, key) => {
      const known = files.get(key) ?? { key, kind: nameOf(file)?.kind ?? 'path', places: [] };
      known.places.push(where);
      files.set(key, known);
      return file;
    });
  }
  return [...files.values()];
}

/** Of the files that a workflow names those that the server does not have. */
export async function findMissingFiles(
  workflow: Workflow,
  { artifacts }: Pick<Client, 'artifacts'>,
): Promise<NamedFile[]> {
  const isMissing = async ({ kind, key }: NamedFile) => {
    if (kind === 'path') return true;
    try {
      await artifacts.get(key);
      return false;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return true;
      throw error;
    }
  };
  const files = findNamedFiles(workflow);
  const missing = await Promise.all(files.map(isMissing));
  return files.filter((_, index) => missing[index]);
}

/** The workflow with files that were uploaded in place of those that it names, by their key. */
export function fillFiles(workflow: Workflow, uploads: ReadonlyMap<string, ArtifactRef>): Workflow {
  const fill = <Value>(value: Value) => mapFiles(value, (file, key) => uploads.get(key) ?? file);
  const nodes = Object.entries(workflow.nodes).map(
    ([id, node]) => [id, node.input ? { ...node, input: fill(node.input) } : node] as const,
  );
  const inputs = Object.entries(workflow.inputs ?? {}).map(
    ([name, input]) =>
      [name, 'default' in input ? { ...input, default: fill(input.default) } : input] as const,
  );
  return {
    ...workflow,
    nodes: Object.fromEntries(nodes),
    ...(workflow.inputs && { inputs: Object.fromEntries(inputs) }),
  };
}
