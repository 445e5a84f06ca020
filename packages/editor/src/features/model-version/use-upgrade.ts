import { useEffect, useMemo } from 'react';
import { modelKey, parseModelRef, writeModelRef, type WorkflowNode } from '@catena/engine';
import { useAnalysis, useCatalog, useDocument, useEditor } from '../../document/editor-context.ts';
import { comparePorts, type PortChange } from '../../document/models/compare-ports.ts';
import { planUpgrade, portsWith, type Upgrade } from '../../document/models/upgrade-node.ts';

/** The model of a node in another version, and what that changes. */
export interface UpgradePlan {
  /** As it will stand in the node. */
  model: string;
  changes: readonly PortChange[];
  /** False where the version that the node has now is not there to compare with. */
  isComparable: boolean;
  upgrade: Upgrade;
}

function referenceTo(node: WorkflowNode, version: string | undefined): string {
  const reference = parseModelRef(node.model ?? '');
  if (!reference) return node.model ?? '';
  const { owner, name } = reference;
  return writeModelRef({ owner, name, ...(version !== undefined && { version }) });
}

/**
 * Works out a change of version; undefined until the schema of that version is known.
 *
 * @param version - Undefined: whichever is the newest when it runs.
 */
export function useUpgrade(
  nodeId: string,
  node: WorkflowNode,
  version: string | undefined,
): { plan: UpgradePlan | undefined; problem: string | undefined } {
  const { catalog } = useEditor();
  const { provider = '' } = node;
  const model = referenceTo(node, version);
  useEffect(() => void catalog.needModel(provider, model), [catalog, provider, model]);
  const workflow = useDocument((state) => state.workflow);
  const before = useAnalysis(({ ports }) => ports.get(nodeId));
  const models = useCatalog((state) => state.models);
  const descriptor = useCatalog((state) => state.catalog.find(node.type));
  const problem = useCatalog(
    ({ missingModels }) => missingModels.get(modelKey(provider, model))?.message,
  );
  const plan = useMemo((): UpgradePlan | undefined => {
    if (!descriptor || !models.has(modelKey(provider, model))) return undefined;
    const after = portsWith(node, model, { descriptor, models });
    const known = before?.complete ? before : undefined;
    return {
      model,
      changes: known ? comparePorts(known, after) : [],
      isComparable: known !== undefined,
      upgrade: planUpgrade({ workflow, nodeId, model, before: known, after }),
    };
  }, [workflow, nodeId, node, provider, model, before, models, descriptor]);
  return { plan, problem };
}
