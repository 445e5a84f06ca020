import { memo, useCallback } from 'react';
import { writePortType } from '@catena/engine';
import { PortHandle } from '../PortHandle.tsx';
import type { Row } from './choose-rows.ts';
import { outputFanOut } from './fan-out.ts';
import { useFanOut } from './use-fan-out.ts';
import styles from './Card.module.css';

const anyType = { base: 'any', depth: 0 } as const;

export interface OutputRowProps {
  nodeId: string;
  row: Row;
  isWired: boolean;
  /** Whether the ports of the node are known. */
  isKnown: boolean;
}

/** How many values come out, e.g. `×3×4`; nothing for one. */
export function FanOutBadge({ text }: { text: string }) {
  if (text === '') return null;
  const known = !text.includes('?');
  return (
    <span
      className={styles['fan']}
      title={
        known
          ? `${text.slice(1).replaceAll('×', ' × ')} values`
          : 'A list; how long it is shows when it has run'
      }
    >
      {text}
    </span>
  );
}

/** An output of a node: its name, how many values come out, and its dot on the edge. */
export const OutputRow = memo(function OutputRow({
  nodeId,
  row,
  isWired,
  isKnown,
}: OutputRowProps) {
  const { name, port } = row;
  const read = useCallback(
    (source: Parameters<typeof outputFanOut>[2]) => outputFanOut(nodeId, name, source),
    [nodeId, name],
  );
  const fanOut = useFanOut(read);
  const type = port?.type ?? anyType;
  return (
    <div
      className={styles['output']}
      data-port-row
      data-stray={(isKnown && port === undefined) || undefined}
    >
      <span className={styles['name']} data-port-name>
        {port?.title ?? name}
      </span>
      <span className={styles['type']}>{port && writePortType(type)}</span>
      <FanOutBadge text={fanOut} />
      <PortHandle card={nodeId} port={name} side="source" type={type} isWired={isWired} />
    </div>
  );
});
