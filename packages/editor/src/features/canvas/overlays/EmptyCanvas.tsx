import { memo } from 'react';
import { Button } from '@mantine/core';
import { useDocument, useEditor, useTab } from '../../../document/editor-context.ts';
import { hasCards } from './has-cards.ts';
import styles from './overlays.module.css';

/** What to do first, where nothing is on the canvas yet. */
export const EmptyCanvas = memo(function EmptyCanvas() {
  const { view } = useEditor();
  const { readOnly } = useTab();
  const isEmpty = useDocument(({ workflow }) => !hasCards(workflow));
  if (!isEmpty || readOnly) return null;
  return (
    <div className={styles['empty']}>
      <h2>Nothing here yet</h2>
      <p>
        Double-click anywhere to add a node, or drop a file here.
        <br />
        Local models run on this machine and cost nothing.
      </p>
      <div className={styles['emptyButtons']}>
        <Button onClick={() => view.show({ kind: 'node-search' })}>Add a node</Button>
        <Button variant="default" onClick={() => view.setState({ screen: 'workflows' })}>
          Open a template
        </Button>
      </div>
    </div>
  );
});
