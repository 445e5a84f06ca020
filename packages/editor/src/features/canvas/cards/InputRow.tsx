import { memo } from 'react';
import { titleOfCard } from '../../../document/cards.ts';
import { useDocument } from '../../../document/editor-context.ts';
import { isReference, parseFrom } from '../../../document/references.ts';
import { PortHandle } from '../PortHandle.tsx';
import { CardField } from './CardField.tsx';
import type { Row } from './choose-rows.ts';
import styles from './Card.module.css';

const anyType = { base: 'any', depth: 0 } as const;

export interface InputRowProps {
  nodeId: string;
  row: Row;
  isWired: boolean;
  /** Whether the ports of the node are known; else what the document names is kept as it is. */
  isKnown: boolean;
}

/** Where a wire comes from, in the place of the control. */
function WiredFrom({ nodeId, port }: { nodeId: string; port: string }) {
  const title = useDocument(({ workflow }) => {
    const value = workflow.nodes[nodeId]?.input?.[port];
    const source = isReference(value) ? parseFrom(value.$from) : undefined;
    return source && titleOfCard(workflow, source.card);
  });
  return (
    <span className={styles['from']}>
      from <em>{title}</em>
    </span>
  );
}

/** A value for an input that the node does not have, or is not known to have. */
function StrayValue({ nodeId, port, isKnown }: { nodeId: string; port: string; isKnown: boolean }) {
  const value = useDocument(({ workflow }) => workflow.nodes[nodeId]?.input?.[port]);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <span className={styles['from']} title={isKnown ? 'This node has no such input.' : undefined}>
      {text}
    </span>
  );
}

/** An input of a node: its dot on the edge, its name, and a control or where its wire comes from. */
export const InputRow = memo(function InputRow({ nodeId, row, isWired, isKnown }: InputRowProps) {
  const { name, port } = row;
  const hasDot = !port || port.connectable;
  return (
    <div
      className={styles['row']}
      data-port-row
      data-input-row={hasDot ? name : undefined}
      data-stray={(isKnown && port === undefined) || undefined}
    >
      {hasDot && (
        <PortHandle
          card={nodeId}
          port={name}
          side="target"
          type={port?.type ?? anyType}
          isWired={isWired}
        />
      )}
      <span className={styles['name']} data-port-name>
        {port?.title ?? name}
      </span>
      <div className={styles['control']}>
        {isWired ? (
          <WiredFrom nodeId={nodeId} port={name} />
        ) : port ? (
          <CardField nodeId={nodeId} port={port} compact />
        ) : (
          <StrayValue nodeId={nodeId} port={name} isKnown={isKnown} />
        )}
      </div>
    </div>
  );
});
