import { Button } from '@mantine/core';
import { modelKey, parseModelRef, writeModelRef, type WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor, useTab } from '../../document/editor-context.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import { setNode } from '../../document/edits/set-node.ts';
import styles from './inspector.module.css';

interface Missing {
  message: string;
  hint?: string | undefined;
}

function useMissing(node: WorkflowNode): Missing | undefined {
  const isUnknown = useCatalog(
    ({ status, catalog }) => status === 'ready' && !catalog.find(node.type),
  );
  const model = useCatalog(({ missingModels }) =>
    missingModels.get(modelKey(node.provider ?? '', node.model ?? '')),
  );
  if (isUnknown) {
    return {
      message: `This server has no node type "${node.type}".`,
      hint: 'The node keeps its values and its wires until it is replaced.',
    };
  }
  return node.model === undefined ? undefined : model;
}

/** Says that the model or the type of a node is not there, and offers what can be done. */
export function MissingPart({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const { view } = useEditor();
  const { document, readOnly } = useTab();
  const missing = useMissing(node);
  if (!missing) return null;
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
    <div className={styles['alert']} role="alert">
      <strong>{missing.message}</strong>
      {missing.hint !== undefined && <span>{missing.hint}</span>}
      {!readOnly && (
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
      )}
    </div>
  );
}
