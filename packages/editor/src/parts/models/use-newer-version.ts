import { useEffect } from 'react';
import { modelKey, parseModelRef, writeModelRef, type WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor } from '../../document/editor-context.ts';

/** The reference without its version. */
export function withoutVersion(model: string): string | undefined {
  const reference = parseModelRef(model);
  return reference && writeModelRef({ owner: reference.owner, name: reference.name });
}

/** The newest version of a node's model, where the node keeps to another one. */
export function useNewerVersion({ provider, model }: WorkflowNode): string | undefined {
  const { catalog } = useEditor();
  const pinned = parseModelRef(model ?? '')?.version;
  const name = pinned === undefined ? undefined : withoutVersion(model ?? '');
  useEffect(() => {
    if (provider !== undefined && name !== undefined) void catalog.needModel(provider, name);
  }, [catalog, provider, name]);
  const newest = useCatalog(
    ({ models }) => models.get(modelKey(provider ?? '', name ?? ''))?.version,
  );
  return name === undefined || newest === pinned ? undefined : newest;
}
