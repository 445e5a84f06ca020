import { useState, type ReactNode } from 'react';
import { NodeToolbar, Panel, Position } from '@xyflow/react';
import { Popover } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconCopyPlus,
  IconDots,
  IconFrame,
  IconLayoutAlignLeft,
  IconLayoutAlignTop,
  IconPalette,
  IconPlayerPlay,
  IconSitemap,
  IconTrash,
} from '@tabler/icons-react';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useCanvas } from '../canvas-store.ts';
import { ColorSwatches } from '../menus/CanvasMenu.tsx';
import { useOpenMenu } from '../menus/menu-context.ts';
import { useSteady } from '../use-steady.ts';
import { CommandButton } from './CommandButton.tsx';
import styles from './overlays.module.css';

function ColorButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top" shadow="md">
      <Popover.Target>
        <IconButton
          label="Colour"
          size={28}
          tooltipPosition="top"
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconPalette size={16} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={4} w={264}>
        <ColorSwatches onDone={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Above the cards; from afar, where they are no elements to be above of, at the top of the canvas. */
function Place({ cards, children }: { cards: string[]; children: ReactNode }) {
  const isOverview = useCanvas((state) => state.overview);
  if (isOverview) return <Panel position="top-center">{children}</Panel>;
  return (
    <NodeToolbar nodeId={cards} isVisible position={Position.Top} offset={12}>
      {children}
    </NodeToolbar>
  );
}

/** What can be done with several cards at once, above them. */
export function SelectionToolbox() {
  const { readOnly } = useTab();
  const cards = useDocument(useSteady(({ selection }) => [...selection.cards]));
  const isBusy = useCanvas(({ moved, wire }) => moved.size > 0 || wire !== undefined);
  const openMenu = useOpenMenu();
  if (cards.length < 2 || isBusy || readOnly) return null;
  return (
    <Place cards={cards}>
      <div className={styles['toolbar']} role="toolbar" aria-label={`${cards.length} selected`}>
        <span className={styles['count']}>{cards.length} selected</span>
        <CommandButton id="run.to-here">
          <IconPlayerPlay size={16} />
        </CommandButton>
        <CommandButton id="arrange.group">
          <IconFrame size={16} />
        </CommandButton>
        <CommandButton id="arrange.tidy">
          <IconSitemap size={16} />
        </CommandButton>
        <CommandButton id="arrange.align-left">
          <IconLayoutAlignLeft size={16} />
        </CommandButton>
        <CommandButton id="arrange.align-top">
          <IconLayoutAlignTop size={16} />
        </CommandButton>
        <ColorButton />
        <CommandButton id="node.bypass">
          <IconArrowForwardUp size={16} />
        </CommandButton>
        <CommandButton id="edit.duplicate">
          <IconCopyPlus size={16} />
        </CommandButton>
        <CommandButton id="edit.delete">
          <IconTrash size={16} />
        </CommandButton>
        <IconButton
          label="More"
          size={28}
          tooltipPosition="top"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            openMenu({ kind: 'selection', at: { x: left, y: bottom } });
          }}
        >
          <IconDots size={16} />
        </IconButton>
      </div>
    </Place>
  );
}
