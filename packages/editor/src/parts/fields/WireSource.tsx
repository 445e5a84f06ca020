import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import type { Reference } from '@catena/engine';
import { titleOfCard } from '../../document/cards.ts';
import { writeEdgeId } from '../../document/card-id.ts';
import { disconnect } from '../../document/edits/disconnect.ts';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { parseFrom } from '../../document/references.ts';
import styles from './fields.module.css';

export interface WireSourceProps {
  /** The card and the port that are fed. */
  card: string;
  port: string;
  reference: Reference;
  compact: boolean;
}

/** Where a wire comes from: "from *Upscale*", to go there or to take the wire away. */
export function WireSource({ card, port, reference, compact }: WireSourceProps) {
  const { canvas } = useEditor();
  const { document, readOnly } = useTab();
  const source = parseFrom(reference.$from);
  const title = useDocument(({ workflow }) => source && titleOfCard(workflow, source.card));
  function goToSource() {
    if (!source) return;
    document.select({ cards: [source.card] });
    canvas.focus(source.card);
  }
  return (
    <div className={`${styles['wire']} nodrag`}>
      <button type="button" title={`Go to ${reference.$from}`} onClick={goToSource}>
        from <em>{title ?? reference.$from}</em>
        {!compact && source && source.card.startsWith('inputs.') === false && `, ${source.port}`}
      </button>
      {!readOnly && (
        <Tooltip label="Disconnect">
          <ActionIcon
            size={24}
            aria-label={`Disconnect ${port} from ${title ?? reference.$from}`}
            onClick={() => document.edit('Disconnect', disconnect(writeEdgeId(card, port)))}
          >
            <IconUnlink size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
