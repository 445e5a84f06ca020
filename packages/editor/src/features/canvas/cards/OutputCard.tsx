import { memo } from 'react';
import type { NodeProps } from '@xyflow/react';
import { IconArrowBarToRight } from '@tabler/icons-react';
import { writePortType } from '@catena/engine';
import { outputCardPort, parseCardId } from '../../../document/card-id.ts';
import { useAnalysis, useDocument, useEditor } from '../../../document/editor-context.ts';
import { readLayout } from '../../../document/layout.ts';
import { ValueView } from '../../../parts/ValueView.tsx';
import { useRunView } from '../../../runs/runs-context.ts';
import { useCanvas } from '../canvas-store.ts';
import { useDetail } from '../level-of-detail.ts';
import { PortHandle } from '../PortHandle.tsx';
import type { FlowNode } from '../to-react-flow.ts';
import { useSteady } from '../use-steady.ts';
import { CardLabel } from './CardLabel.tsx';
import { CardTile } from './CardTile.tsx';
import { CardTitle } from './CardTitle.tsx';
import styles from './Card.module.css';

const anyType = { base: 'any', depth: 0 } as const;

function useOutput(id: string) {
  const { name } = parseCardId(id);
  const output = useDocument((state) => state.workflow.outputs?.[name]);
  const look = useDocument((state) => readLayout(state.workflow).looks[id]);
  const type = useAnalysis(useSteady((state) => state.typed.outputs.get(name)?.type)) ?? anyType;
  const value = useRunView((view) => view.outputs[name]);
  return { output, look, type, value };
}

function OutputValue({ id }: { id: string }) {
  const { view } = useEditor();
  const { type, value } = useOutput(id);
  if (value === undefined || value === null) return null;
  const open = (index: number) =>
    view.show({ kind: 'viewer', card: id, port: outputCardPort, index });
  return <ValueView value={value} type={type} compact onOpen={open} />;
}

function WholeOutput({ id, selected }: { id: string; selected: boolean }) {
  const { view } = useEditor();
  const { output, look, type, value } = useOutput(id);
  const isAimedAt = useCanvas(({ aim }) => aim?.card === id && aim.verdict === 'fits');
  if (!output) return null;
  const open = () => view.show({ kind: 'viewer', card: id, port: outputCardPort });
  return (
    <article
      className={styles['card']}
      data-selected={selected || undefined}
      data-aimed={isAimedAt || undefined}
      data-color={look?.color}
    >
      <CardLabel card={id} words={['output of the workflow', writePortType(type)]} />
      <header className={styles['header']}>
        <span className={styles['icon']}>
          <IconArrowBarToRight size={16} stroke={1.75} aria-hidden />
        </span>
        <span className={styles['titles']}>
          <CardTitle card={id} />
          <span className={styles['kind']}>Output</span>
        </span>
        <span className={styles['type']}>{writePortType(type)}</span>
      </header>
      <div className={styles['terminalDot']}>
        <PortHandle card={id} port={outputCardPort} side="target" type={type} isWired />
      </div>
      {!look?.collapsed && value !== undefined && value !== null && (
        <div
          className={styles['terminalBody']}
          onDoubleClick={(event) => {
            event.stopPropagation();
            open();
          }}
        >
          <OutputValue id={id} />
        </div>
      )}
    </article>
  );
}

/** An output of the workflow on the canvas, with its value in the run that is shown. */
export const OutputCard = memo(
  function OutputCard({ id, selected }: NodeProps<FlowNode>) {
    const detail = useDetail();
    if (detail === 'card') return <WholeOutput id={id} selected={selected} />;
    return (
      <CardTile
        card={id}
        category="output"
        isSelected={selected}
        words={['output of the workflow']}
      >
        <OutputValue id={id} />
      </CardTile>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
