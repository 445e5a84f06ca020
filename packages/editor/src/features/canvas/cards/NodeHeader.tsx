import { memo, useCallback } from 'react';
import { IconDots, IconLock, IconPinned } from '@tabler/icons-react';
import { parseModelRef, type NodeDescriptor, type WorkflowNode } from '@catena/engine';
import { useCatalog } from '../../../document/editor-context.ts';
import type { CardLook } from '../../../document/layout.ts';
import { NodeStatusMark } from '../../../parts/NodeStatusMark.tsx';
import { statusAppearances } from '../../../parts/status-appearance.ts';
import { nodeTime } from '../../../parts/status-words.ts';
import { useNow } from '../../../parts/use-now.ts';
import { useNodeRun } from '../../../runs/runs-context.ts';
import { useOpenMenu } from '../menus/menu-context.ts';
import { CardTitle } from './CardTitle.tsx';
import { CategoryIcon } from './CategoryIcon.tsx';
import { nodeFanOut, type FanOutSource } from './fan-out.ts';
import { FanOutBadge } from './OutputRow.tsx';
import { useFanOut } from './use-fan-out.ts';
import styles from './Card.module.css';

function NodeTime({ nodeId }: { nodeId: string }) {
  const run = useNodeRun(nodeId);
  const now = useNow(run !== undefined && statusAppearances[run.status].live);
  const time = run && nodeTime(run, now);
  return time === undefined ? null : <span className={styles['time']}>{time}</span>;
}

/** A model with its version as people tell versions apart: by how they begin. */
function shortModel(model: string): string {
  const reference = parseModelRef(model);
  if (reference?.version === undefined) return model;
  const { owner, name, version } = reference;
  return `${owner}/${name} · ${version.slice(0, 8)}`;
}

/** The workflow that a node runs, by its name where that is known. */
function WorkflowName({ reference }: { reference: string }) {
  const name = useCatalog(({ workflows }) => workflows.get(reference)?.workflow.name);
  return <span className={styles['model']}>{name ?? reference}</span>;
}

export interface NodeHeaderProps {
  id: string;
  node: WorkflowNode;
  descriptor: NodeDescriptor | undefined;
  look: CardLook | undefined;
}

/** The head of a node: what it is, what it is called, how it stands, and what can be done with it. */
export const NodeHeader = memo(function NodeHeader({
  id,
  node,
  descriptor,
  look,
}: NodeHeaderProps) {
  const openMenu = useOpenMenu();
  const fanOut = useFanOut(useCallback((source: FanOutSource) => nodeFanOut(id, source), [id]));
  return (
    <header className={styles['header']}>
      <span className={styles['icon']} data-color={look?.color}>
        <CategoryIcon category={descriptor?.category} size={16} stroke={1.75} />
      </span>
      <span className={styles['titles']}>
        <CardTitle card={id} />
        {node.model !== undefined && (
          <span className={styles['model']} title={node.model}>
            {shortModel(node.model)}
          </span>
        )}
        {node.workflow !== undefined && <WorkflowName reference={node.workflow} />}
      </span>
      {look?.fixed && (
        <IconLock size={14} aria-label="Stays where it is" className={styles['muted']} />
      )}
      {look?.pinned !== undefined && (
        <span className={styles['tag']} title="Its result is kept and not computed again">
          <IconPinned size={12} aria-hidden /> Pinned
        </span>
      )}
      {node.bypass && <span className={styles['tag']}>Bypassed</span>}
      {node.mute && <span className={styles['tag']}>Off</span>}
      <FanOutBadge text={fanOut} />
      <NodeStatusMark nodeId={id} provider={node.provider} compact />
      <NodeTime nodeId={id} />
      <button
        type="button"
        className={`${styles['menu']} nodrag`}
        aria-label="What can be done with this node"
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          const { right, bottom } = event.currentTarget.getBoundingClientRect();
          openMenu({ kind: 'card', card: id, at: { x: right, y: bottom } });
        }}
      >
        <IconDots size={16} aria-hidden />
      </button>
    </header>
  );
});
