import {
  IconChevronRight,
  IconPlugConnected,
  IconPlugConnectedX,
  IconTarget,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAnalysis, useDocument } from '../../document/editor-context.ts';
import { NodeStatusMark } from '../../parts/NodeStatusMark.tsx';
import { PortMark } from '../../parts/PortMark.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { OutlineActions } from './outline-actions.ts';
import type { CardRow, InputRow, OutlineRow, OutputRow } from './outline-rows.ts';
import { CardMenu } from './CardMenu.tsx';
import classes from './OutlinePanel.module.css';

interface LineProps<Row> {
  row: Row;
  actions: OutlineActions;
  /** Whether its buttons can be reached with Tab: those of the active line only. */
  reachable: boolean;
}

function LineButton({
  label,
  reachable,
  onClick,
  children,
}: {
  label: string;
  reachable: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <IconButton label={label} size={24} tabIndex={reachable ? 0 : -1} onClick={onClick}>
      {children}
    </IconButton>
  );
}

function CardLine({ row, actions, reachable }: LineProps<CardRow>) {
  const issues = useAnalysis(({ issuesByNode }) => issuesByNode.get(row.card)?.length ?? 0);
  return (
    <>
      <span
        className={classes.chevron}
        data-open={row.expanded}
        onClick={() => actions.toggle(row)}
        aria-hidden
      >
        {row.expandable && <IconChevronRight size={14} />}
      </span>
      <span className={classes.title}>{row.title}</span>
      <span className={classes.what}>{row.what}</span>
      {issues > 0 && (
        <span className={classes.issues}>{issues === 1 ? '1 issue' : `${issues} issues`}</span>
      )}
      {row.cardKind === 'node' && <NodeStatusMark nodeId={row.card} compact />}
      <span className={classes.buttons}>
        <LineButton
          label={`Go to ${row.title}`}
          reachable={reachable}
          onClick={() => actions.goTo(row.card)}
        >
          <IconTarget size={15} />
        </LineButton>
        <CardMenu card={row.card} title={row.title} reachable={reachable} />
      </span>
    </>
  );
}

function InputLine({ row, actions, reachable }: LineProps<InputRow>) {
  const { source, edgeId } = row;
  return (
    <>
      <PortMark type={row.type} size={10} />
      <span className={classes.port}>{row.title}</span>
      <span className={classes.what}>{source ? `from ${source.words}` : row.value}</span>
      <span className={classes.buttons}>
        {source && (
          <LineButton
            label={`Go to ${source.words}`}
            reachable={reachable}
            onClick={() => actions.jump(source.card)}
          >
            <IconTarget size={15} />
          </LineButton>
        )}
        {edgeId !== undefined && (
          <LineButton
            label={`Disconnect ${row.title}`}
            reachable={reachable}
            onClick={() => actions.disconnect(edgeId)}
          >
            <IconPlugConnectedX size={15} />
          </LineButton>
        )}
        {row.connectable && (
          <LineButton
            label={`Connect ${row.title}`}
            reachable={reachable}
            onClick={() => actions.connect(row)}
          >
            <IconPlugConnected size={15} />
          </LineButton>
        )}
      </span>
    </>
  );
}

function OutputLine({ row, actions, reachable }: LineProps<OutputRow>) {
  const { targets } = row;
  const words =
    targets.length === 0 ? 'goes nowhere' : `to ${targets.map((end) => end.words).join(', ')}`;
  return (
    <>
      <PortMark type={row.type} size={10} />
      <span className={classes.port}>{row.title}</span>
      <span className={classes.what}>{words}</span>
      <span className={classes.buttons}>
        {targets.slice(0, 1).map((end) => (
          <LineButton
            key={end.words}
            label={`Go to ${end.words}`}
            reachable={reachable}
            onClick={() => actions.jump(end.card)}
          >
            <IconTarget size={15} />
          </LineButton>
        ))}
        <LineButton
          label={`Connect ${row.title}`}
          reachable={reachable}
          onClick={() => actions.connect(row)}
        >
          <IconPlugConnected size={15} />
        </LineButton>
      </span>
    </>
  );
}

function lineWords(row: OutlineRow): string {
  if (row.kind === 'card') return `${row.title}, ${row.what}`;
  if (row.kind === 'input') {
    return `input ${row.title}: ${row.source ? `from ${row.source.words}` : row.value}`;
  }
  const to = row.targets.map((end) => end.words).join(', ');
  return `output ${row.title}: ${to === '' ? 'goes nowhere' : `to ${to}`}`;
}

interface OutlineLineProps {
  row: OutlineRow;
  actions: OutlineActions;
  isActive: boolean;
}

/** One line of the outline: a card or a port of it, with what can be done there. */
export function OutlineLine({ row, actions, isActive }: OutlineLineProps) {
  const isSelected = useDocument(
    ({ selection }) => row.kind === 'card' && selection.cards.has(row.card),
  );
  const shared = { actions, reachable: isActive };
  return (
    <div
      role="treeitem"
      id={`outline-${row.id}`}
      data-row={row.id}
      data-kind={row.kind}
      className={classes.line}
      tabIndex={isActive ? 0 : -1}
      aria-level={row.kind === 'card' ? 1 : 2}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-label={lineWords(row)}
      {...(row.kind === 'card' && row.expandable && { 'aria-expanded': row.expanded })}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('button')) actions.activate(row);
      }}
      onDoubleClick={() => row.kind === 'card' && actions.goTo(row.card)}
    >
      {row.kind === 'card' && <CardLine row={row} {...shared} />}
      {row.kind === 'input' && <InputLine row={row} {...shared} />}
      {row.kind === 'output' && <OutputLine row={row} {...shared} />}
    </div>
  );
}
