import { Button } from '@mantine/core';
import { parseModelRef, writeModelRef, type WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor, useTab } from '../../document/editor-context.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import { setNode } from '../../document/edits/set-node.ts';
import { ModelOffers, useModelTrouble } from '../../parts/models/ModelOffers.tsx';
import styles from './inspector.module.css';

/** The type of a node, where the server does not have it. */
function useUnknownType(node: WorkflowNode): boolean {
  return useCatalog(({ status, catalog }) => status === 'ready' && !catalog.find(node.type));
}

function Ways({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const { view } = useEditor();
  const { document } = useTab();
  const reference = parseModelRef(node.model ?? '');
  function takeNewest() {
    if (!reference) return;
    const { owner, name } = reference;
    document.edit(
      'Use the newest version',
      setNode(nodeId, { model: writeModelRef({ owner, name }) }),
    );
  }
  return (
    <div className={styles['row']}>
      {reference?.version !== undefined && (
        <Button size="compact-xs" onClick={takeNewest}>
          Use the newest version
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => view.show({ kind: 'node-search', replace: nodeId })}
      >
        Replace with…
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => document.edit('Delete', removeCards([nodeId]))}
      >
        Remove
      </Button>
    </div>
  );
}

/** Says that the model or the type of a node is not there, and offers what can be done. */
export function MissingPart({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const { readOnly } = useTab();
  const isUnknown = useUnknownType(node);
  const trouble = useModelTrouble(node);
  if (!isUnknown && !trouble) return null;
  return (
    <div className={styles['alert']} role="alert">
      <strong>
        {isUnknown ? `This server has no node type "${node.type}".` : trouble?.message}
      </strong>
      <span>{trouble?.hint} The node keeps its values and its wires until it is replaced.</span>
      {!readOnly && !isUnknown && trouble && (
        <ModelOffers nodeId={nodeId} node={node} trouble={trouble} />
      )}
      {!readOnly && <Ways nodeId={nodeId} node={node} />}
    </div>
  );
}
