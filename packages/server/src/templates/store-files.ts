import {
  EngineError,
  readInputValue,
  type ArtifactRef,
  type ArtifactStore,
  type InputValue,
  type InvalidValue,
  type Workflow,
  type WorkflowFolder,
} from '@catena/engine';

type Read = (path: string) => Promise<ArtifactRef>;

async function replaceIn(raw: unknown, read: Read): Promise<unknown> {
  return replaceBy(readInputValue(raw), raw, read);
}

async function replaceBy(
  value: InputValue | InvalidValue,
  raw: unknown,
  read: Read,
): Promise<unknown> {
  if (value.kind === 'file') return read(value.path);
  if (value.kind === 'list') {
    const items: unknown[] = [];
    for (const item of raw as unknown[]) items.push(await replaceIn(item, read));
    return items;
  }
  return value.kind === 'record' ? replaceMembers(raw as object, read) : raw;
}

async function replaceMembers(members: object, read: Read): Promise<Record<string, unknown>> {
  const replaced: [string, unknown][] = [];
  for (const [name, member] of Object.entries(members)) {
    replaced.push([name, await replaceIn(member, read)]);
  }
  return Object.fromEntries(replaced);
}

/**
 * Stores the files that a workflow names with `$file` and returns the workflow with references to
 * them: it needs its folder no longer.
 *
 * @throws EngineError `missing-file`, `path-outside-folder`, `storage-full`.
 */
export async function storeFiles(
  workflow: Workflow,
  folder: WorkflowFolder,
  artifacts: ArtifactStore,
): Promise<Workflow> {
  const stored = new Map<string, ArtifactRef>();
  const read: Read = async (path) => {
    const known = stored.get(path);
    if (known) return known;
    const source = await folder.read(path);
    if (!source) {
      throw new EngineError({
        code: 'missing-file',
        message: `There is no file "${path}" beside the workflow.`,
        hint: 'Put the file there, or name another one.',
      });
    }
    const reference = await artifacts.put(source);
    stored.set(path, reference);
    return reference;
  };
  const inputs: [string, NonNullable<Workflow['inputs']>[string]][] = [];
  for (const [name, input] of Object.entries(workflow.inputs ?? {})) {
    const hasDefault = input.default !== undefined;
    const value = hasDefault && { default: await replaceIn(input.default, read) };
    inputs.push([name, { ...input, ...value }]);
  }
  const nodes: [string, Workflow['nodes'][string]][] = [];
  for (const [id, node] of Object.entries(workflow.nodes)) {
    nodes.push([
      id,
      { ...node, ...(node.input && { input: await replaceMembers(node.input, read) }) },
    ]);
  }
  return {
    ...workflow,
    ...(workflow.inputs && { inputs: Object.fromEntries(inputs) }),
    nodes: Object.fromEntries(nodes),
  };
}
