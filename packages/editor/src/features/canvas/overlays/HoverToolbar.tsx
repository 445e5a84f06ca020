import { useEffect, useState } from 'react';
import { NodeToolbar, Position } from '@xyflow/react';
import {
  IconArrowBarRight,
  IconArrowBarToRight,
  IconArrowForwardUp,
  IconDots,
  IconPinned,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { parseCardId } from '../../../document/card-id.ts';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useCanvas } from '../canvas-store.ts';
import { useDetail } from '../level-of-detail.ts';
import { useOpenMenu } from '../menus/menu-context.ts';
import { CommandButton } from './CommandButton.tsx';
import styles from './overlays.module.css';

const lingerMs = 250;

/** The card under the pointer; for a moment longer, so that the way to its tools does not lose them. */
function useLingering(card: string | undefined): [string | undefined, (held: boolean) => void] {
  const [last, setLast] = useState(card);
  const [isHeld, setIsHeld] = useState(false);
  if (card !== undefined && card !== last) setLast(card);
  useEffect(() => {
    if (card !== undefined || isHeld) return;
    const timer = setTimeout(() => setLast(undefined), lingerMs);
    return () => clearTimeout(timer);
  }, [card, isHeld]);
  return [last, setIsHeld];
}

/** What is done most with a node, above the one under the pointer. */
export function HoverToolbar() {
  const { document, readOnly } = useTab();
  const hovered = useCanvas((state) => state.hovered);
  const isBusy = useCanvas(
    ({ moved, wire, renaming }) => moved.size > 0 || wire !== undefined || renaming !== undefined,
  );
  const several = useDocument(({ selection }) => selection.cards.size > 1);
  const openMenu = useOpenMenu();
  const detail = useDetail();
  const [card, setHeld] = useLingering(hovered);
  const exists = useDocument(
    ({ workflow }) => card !== undefined && workflow.nodes[card] !== undefined,
  );
  if (card === undefined || !exists || isBusy || several || readOnly || detail === 'tile')
    return null;
  if (parseCardId(card).kind !== 'node') return null;
  const select = () => document.select({ cards: [card] });
  return (
    <NodeToolbar nodeId={card} isVisible position={Position.Top} align="end" offset={2}>
      <div
        className={styles['toolbar']}
        role="toolbar"
        aria-label="Node"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        <CommandButton id="run.to-here" onBefore={select}>
          <IconArrowBarToRight size={16} />
        </CommandButton>
        <CommandButton id="run.from-here" onBefore={select}>
          <IconArrowBarRight size={16} />
        </CommandButton>
        <CommandButton id="run.only-this" onBefore={select}>
          <IconPlayerPlay size={16} />
        </CommandButton>
        <CommandButton id="node.pin" onBefore={select}>
          <IconPinned size={16} />
        </CommandButton>
        <CommandButton id="node.bypass" onBefore={select}>
          <IconArrowForwardUp size={16} />
        </CommandButton>
        <CommandButton id="edit.delete" onBefore={select}>
          <IconTrash size={16} />
        </CommandButton>
        <IconButton
          label="More"
          size={28}
          tooltipPosition="top"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            openMenu({ kind: 'card', card, at: { x: left, y: bottom } });
          }}
        >
          <IconDots size={16} />
        </IconButton>
      </div>
    </NodeToolbar>
  );
}
