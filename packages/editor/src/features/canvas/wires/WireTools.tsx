import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isArtifactRef } from '@catena/engine';
import { disconnect } from '../../../document/edits/disconnect.ts';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import type { CardEdge } from '../../../document/read-edges.ts';
import { useNodeRun } from '../../../runs/runs-context.ts';
import { readCarried } from './read-carried.ts';
import styles from './EdgeLine.module.css';

export interface WireToolsProps {
  edge: CardEdge;
  /** The middle of the wire. */
  at: { x: number; y: number };
  isLit: boolean;
}

const toolsSize = { width: 120, height: 76 };

function Carried({ edge, isLit }: Pick<WireToolsProps, 'edge' | 'isLit'>) {
  const { artifacts } = useEditor().client;
  const run = useNodeRun(edge.source);
  const { count, first } = readCarried(run, edge.sourcePort);
  const picture =
    isLit && isArtifactRef(first) && first.mediaType.startsWith('image/') ? first : undefined;
  return (
    <>
      {picture && (
        <img className={styles['thumb']} src={artifacts.previewUrl(picture.$artifact, 96)} alt="" />
      )}
      {count > 1 && <span className={styles['count']}>{count}</span>}
    </>
  );
}

/** In the middle of a wire: how much it has carried, and on hover what can be done with it. */
export function WireTools({ edge, at, isLit }: WireToolsProps) {
  const { view } = useEditor();
  const { document, readOnly } = useTab();
  return (
    <foreignObject
      className={styles['toolsBox']}
      x={at.x - toolsSize.width / 2}
      y={at.y - toolsSize.height / 2}
      {...toolsSize}
    >
      <div className={styles['tools']}>
        <Carried edge={edge} isLit={isLit} />
        {isLit && !readOnly && (
          <span className={styles['buttons']}>
            <button
              type="button"
              aria-label="Insert a node here"
              title="Insert a node here"
              onClick={(event) => {
                event.stopPropagation();
                const at = { x: event.clientX, y: event.clientY };
                view.show({ kind: 'node-search', at, insertOn: edge.id });
              }}
            >
              <IconPlus size={14} aria-hidden />
            </button>
            <button
              type="button"
              aria-label="Remove this wire"
              title="Remove this wire"
              onClick={(event) => {
                event.stopPropagation();
                document.edit('Remove a wire', disconnect(edge.id));
              }}
            >
              <IconTrash size={14} aria-hidden />
            </button>
          </span>
        )}
      </div>
    </foreignObject>
  );
}
