import { memo } from 'react';
import { NodeResizer, type NodeProps } from '@xyflow/react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { parseCardId } from '../../../document/card-id.ts';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { setFrame } from '../../../document/edits/set-frame.ts';
import { readLayout } from '../../../document/layout.ts';
import { useCanvas } from '../canvas-store.ts';
import { framePort, type FlowNode } from '../to-react-flow.ts';
import { CardLabel } from './CardLabel.tsx';
import { CardTitle } from './CardTitle.tsx';
import styles from './FrameCard.module.css';

const least = { minWidth: 160, minHeight: 96 };

/** A frame: its title, and the room for the cards that move with it. */
export const FrameCard = memo(
  function FrameCard({ id, selected }: NodeProps<FlowNode>) {
    const { name } = parseCardId(id);
    const { document, readOnly } = useTab();
    const frame = useDocument((state) => readLayout(state.workflow).frames[name]);
    const takesCard = useCanvas((state) => state.intoFrame === id);
    if (!frame) return null;
    const { collapsed = false, color } = frame;
    const count = frame.cards.length === 1 ? '1 card' : `${frame.cards.length} cards`;
    return (
      <section
        className={styles['frame']}
        data-selected={selected || undefined}
        data-collapsed={collapsed || undefined}
        data-takes={takesCard || undefined}
        data-color={color}
      >
        <CardLabel card={id} words={['frame', count, collapsed ? 'collapsed' : undefined]} />
        {selected && !collapsed && !readOnly && (
          <NodeResizer
            {...least}
            handleClassName={styles['grip'] ?? ''}
            lineClassName={styles['edge'] ?? ''}
            onResizeEnd={(_event, { x, y, width, height }) =>
              document.edit(
                'Resize a frame',
                setFrame(name, { position: [x, y], size: [width, height] }),
              )
            }
          />
        )}
        <header className={styles['head']} data-frame-handle>
          <button
            type="button"
            className={`${styles['fold']} nodrag`}
            aria-expanded={!collapsed}
            aria-label={collapsed ? 'Open this frame' : 'Collapse this frame'}
            disabled={readOnly}
            onClick={(event) => {
              event.stopPropagation();
              const label = collapsed ? 'Open a frame' : 'Collapse a frame';
              document.edit(label, setFrame(name, { collapsed: !collapsed }));
            }}
          >
            {collapsed ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
          </button>
          <CardTitle card={id} />
          {collapsed && <span className={styles['count']}>{count}</span>}
        </header>
        {collapsed && (
          <>
            <span
              className={`${styles['end']} target`}
              data-side="target"
              data-handleid={framePort}
              data-handlepos="left"
            />
            <span
              className={`${styles['end']} source`}
              data-side="source"
              data-handleid={framePort}
              data-handlepos="right"
            />
          </>
        )}
      </section>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
