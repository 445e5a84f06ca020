import type { ReactNode } from 'react';
import { useDocument } from '../../../document/editor-context.ts';
import { useCanvas } from '../canvas-store.ts';
import { estimateSize } from '../../../document/estimate-size.ts';
import { wiredPorts } from '../edges-by-card.ts';
import { CardLabel } from './CardLabel.tsx';
import { CardTitle } from './CardTitle.tsx';
import { CategoryIcon } from './CategoryIcon.tsx';
import styles from './Card.module.css';

export interface CardTileProps {
  card: string;
  category: string | undefined;
  isSelected: boolean;
  /** What screen readers say after its title. */
  words: readonly (string | undefined)[];
  attributes?: Readonly<Record<`data-${string}`, unknown>>;
  status?: ReactNode;
  children?: ReactNode;
}

/** Ends of wires along the edges, for React Flow to measure where the card is not drawn whole. */
function Ends({ card, side }: { card: string; side: 'source' | 'target' }) {
  const names = useDocument((state) => wiredPorts(state.workflow, card, side));
  const ports = names === '' ? [] : names.split(' ');
  return ports.map((port, index) => (
    <span
      key={port}
      className={`${styles['tileEnd']} ${side}`}
      data-side={side}
      data-handleid={port}
      data-handlepos={side === 'source' ? 'right' : 'left'}
      style={{ top: `${((index + 1) / (ports.length + 1)) * 100}%` }}
    />
  ));
}

/** A card from afar: icon, title, state and preview, as large as the card itself. */
export function CardTile({
  card,
  category,
  isSelected,
  words,
  attributes,
  status,
  children,
}: CardTileProps) {
  const estimated = useDocument((state) => Math.round(estimateSize(state.workflow, card).height));
  const height = useCanvas((state) => state.sizes.get(card)?.height) ?? estimated;
  return (
    <article
      className={styles['tile']}
      data-selected={isSelected || undefined}
      style={{ height }}
      {...attributes}
    >
      <CardLabel card={card} words={words} />
      <div className={styles['tileHead']}>
        <CategoryIcon category={category} size={26} stroke={1.5} />
        <CardTitle card={card} />
        {status}
      </div>
      <div className={styles['tileBody']}>{children}</div>
      <Ends card={card} side="target" />
      <Ends card={card} side="source" />
    </article>
  );
}
