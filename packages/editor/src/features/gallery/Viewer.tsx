import { useMemo } from 'react';
import { Modal } from '@mantine/core';
import { useAnalysis, useDocument } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { listViewerItems, startPosition, type ViewerItem } from './list-viewer-items.ts';
import { OpenViewer } from './OpenViewer.tsx';
import styles from './Viewer.module.css';

export interface ViewerProps {
  card: string;
  port?: string | undefined;
  index?: number | undefined;
  onClose: () => void;
}

function useItems(card: string): ViewerItem[] {
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const nodes = useAnalysis(({ typed }) => typed.nodes);
  const view = useRunView((shown) => shown);
  return useMemo(
    () => listViewerItems(card, { workflow, order: nodes.keys(), ports, view }),
    [card, workflow, nodes, ports, view],
  );
}

/** Results at their full size, one after the other; pictures to be zoomed, moved and compared. */
export function Viewer({ card, port, index, onClose }: ViewerProps) {
  const items = useItems(card);
  return (
    <Modal.Root opened fullScreen onClose={onClose} transitionProps={{ duration: 0 }}>
      <Modal.Content aria-label="Results" className={styles['content'] ?? ''}>
        <Modal.Body className={styles['body'] ?? ''}>
          {items.length === 0 ? (
            <EmptyState title="Nothing to look at yet">
              Run the workflow, then its results are here.
            </EmptyState>
          ) : (
            <OpenViewer
              items={items}
              start={startPosition(items, { card, port, index })}
              onClose={onClose}
            />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
