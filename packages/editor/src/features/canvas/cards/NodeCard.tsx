import { memo, useEffect, useState } from 'react';
import { useUpdateNodeInternals, type NodeProps } from '@xyflow/react';
import { NodeStatusMark } from '../../../parts/NodeStatusMark.tsx';
import { statusAppearances } from '../../../parts/status-appearance.ts';
import { useNodeRun, useStaleReason } from '../../../runs/runs-context.ts';
import { useCanvas } from '../canvas-store.ts';
import { useDetail } from '../level-of-detail.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { CardLabel } from './CardLabel.tsx';
import { CardProblems } from './CardProblems.tsx';
import { CardResult } from './CardResult.tsx';
import { CardTile } from './CardTile.tsx';
import { InnerSteps } from './InnerSteps.tsx';
import { InputRow } from './InputRow.tsx';
import { NodeHeader } from './NodeHeader.tsx';
import { NodeProgress } from './NodeProgress.tsx';
import { OutputRow } from './OutputRow.tsx';
import { useNodeCard, type NodeCardState } from './use-node-card.ts';
import styles from './Card.module.css';

const nothing = [] as const;

function NodeRows({
  id,
  state,
  isCollapsed,
}: {
  id: string;
  state: NodeCardState;
  isCollapsed: boolean;
}) {
  const { rows, wired, issues, ports } = state;
  const isKnown = ports?.complete ?? false;
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? [...rows.shown, ...rows.more] : rows.shown;
  return (
    <div className={isCollapsed ? styles['folded'] : styles['body']}>
      {!isCollapsed && (
        <CardProblems
          nodeId={id}
          issues={issues ?? nothing}
          shown={new Set(shown.map(({ name }) => name))}
        />
      )}
      {shown.map((row) => (
        <InputRow
          key={row.name}
          nodeId={id}
          row={row}
          isWired={wired.target.has(row.name)}
          isKnown={isKnown}
        />
      ))}
      {rows.more.length > 0 && !isCollapsed && (
        <button
          type="button"
          className={`${styles['more']} nodrag`}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? '− Show fewer' : `+ ${rows.more.length} more`}
        </button>
      )}
      {!isCollapsed && <CardResult nodeId={id} outputs={rows.outputs} />}
      {rows.outputs.map((row) => (
        <OutputRow
          key={row.name}
          nodeId={id}
          row={row}
          isWired={wired.source.has(row.name)}
          isKnown={isKnown}
        />
      ))}
    </div>
  );
}

/** How a node stands, for the look of its card: its state, and what is wrong with it. */
function useStanding(id: string, { node, descriptor, ports, issues }: NodeCardState) {
  const status = useNodeRun(id)?.status;
  const stale = useStaleReason(id) !== undefined;
  const wrong = issues?.some(({ severity }) => severity === 'error') ?? false;
  const isAbsent = issues?.some(({ code }) => code === 'unknown-model') ?? false;
  const unknown = !descriptor || isAbsent || (ports !== undefined && !ports.complete);
  return {
    'data-status': status,
    'data-stale': stale || undefined,
    'data-wrong': wrong || undefined,
    'data-unknown': unknown || undefined,
    'data-bypass': node?.bypass || undefined,
    'data-mute': node?.mute || undefined,
  };
}

/** How a node stands, for screen readers: as much from afar as from near by. */
function describeStanding(
  standing: ReturnType<typeof useStanding>,
  { shown, more }: NodeCardState['rows'],
): (string | undefined)[] {
  const status = standing['data-status'];
  const inputs = shown.length + more.length;
  return [
    'node',
    status && statusAppearances[status].label.toLowerCase(),
    standing['data-stale'] && 'out of date',
    standing['data-wrong'] && 'with a problem',
    inputs === 1 ? '1 input' : `${inputs} inputs`,
  ];
}

function WholeNode({ id, selected }: { id: string; selected: boolean }) {
  const state = useNodeCard(id);
  const standing = useStanding(id, state);
  const isAimedAt = useCanvas(({ aim }) => aim?.card === id && aim.verdict === 'fits');
  const updateInternals = useUpdateNodeInternals();
  const { node, look, descriptor, rows } = state;
  const dots = [...rows.shown, ...rows.outputs].map(({ name }) => name).join(' ');
  // React Flow measures again when a card changes its size, not when its dots do.
  useEffect(() => updateInternals(id), [dots, id, updateInternals]);
  if (!node) return null;
  return (
    <article
      className={styles['card']}
      data-selected={selected || undefined}
      data-aimed={isAimedAt || undefined}
      data-color={look?.color}
      {...standing}
    >
      <CardLabel card={id} words={describeStanding(standing, rows)} />
      <NodeHeader id={id} node={node} descriptor={descriptor} look={look} />
      <NodeProgress nodeId={id} />
      {node.workflow !== undefined && <InnerSteps nodeId={id} />}
      <NodeRows id={id} state={state} isCollapsed={look?.collapsed === true} />
    </article>
  );
}

function NodeTile({ id, selected }: { id: string; selected: boolean }) {
  const state = useNodeCard(id);
  const { node, descriptor, rows } = state;
  const standing = useStanding(id, state);
  if (!node) return null;
  return (
    <CardTile
      card={id}
      category={descriptor?.category}
      isSelected={selected}
      words={describeStanding(standing, rows)}
      attributes={standing}
      status={<NodeStatusMark nodeId={id} compact />}
    >
      <CardResult nodeId={id} outputs={rows.outputs} />
    </CardTile>
  );
}

/** A node on the canvas. */
export const NodeCard = memo(
  function NodeCard({ id, selected }: NodeProps<FlowNode>) {
    const Card = useDetail() === 'tile' ? NodeTile : WholeNode;
    return <Card id={id} selected={selected} />;
  },
  // Where a card stands and how large it is are not its own matter.
  (before, after) => before.id === after.id && before.selected === after.selected,
);
