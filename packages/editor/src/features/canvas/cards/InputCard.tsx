import { memo, useCallback } from 'react';
import type { NodeProps } from '@xyflow/react';
import { IconArrowBarRight } from '@tabler/icons-react';
import { isArtifactRef, parsePortType, writePortType } from '@catena/engine';
import { inputCardPort, parseCardId } from '../../../document/card-id.ts';
import { useDocument } from '../../../document/editor-context.ts';
import { readLayout } from '../../../document/layout.ts';
import { ValueView } from '../../../parts/ValueView.tsx';
import { useCanvas } from '../canvas-store.ts';
import { useDetail } from '../level-of-detail.ts';
import { PortHandle } from '../PortHandle.tsx';
import type { FlowNode } from '../to-react-flow.ts';
import { CardDefaultField } from './CardField.tsx';
import { CardLabel } from './CardLabel.tsx';
import { CardTile } from './CardTile.tsx';
import { CardTitle } from './CardTitle.tsx';
import { inputFanOut, type FanOutSource } from './fan-out.ts';
import { FanOutBadge } from './OutputRow.tsx';
import { useFanOut } from './use-fan-out.ts';
import styles from './Card.module.css';

const anyType = { base: 'any', depth: 0 } as const;

function WholeInput({ id, selected }: { id: string; selected: boolean }) {
  const { name } = parseCardId(id);
  const input = useDocument((state) => state.workflow.inputs?.[name]);
  const look = useDocument((state) => readLayout(state.workflow).looks[id]);
  const isAimedAt = useCanvas(({ aim }) => aim?.card === id && aim.verdict === 'fits');
  const fanOut = useFanOut(
    useCallback((source: FanOutSource) => inputFanOut(name, source), [name]),
  );
  if (!input) return null;
  const type = parsePortType(input.type) ?? anyType;
  return (
    <article
      className={styles['card']}
      data-selected={selected || undefined}
      data-aimed={isAimedAt || undefined}
      data-color={look?.color}
    >
      <CardLabel card={id} words={['input of the workflow', writePortType(type)]} />
      <header className={styles['header']}>
        <span className={styles['icon']}>
          <IconArrowBarRight size={16} stroke={1.75} aria-hidden />
        </span>
        <span className={styles['titles']}>
          <CardTitle card={id} />
          <span className={styles['kind']}>Input</span>
        </span>
        <span className={styles['type']}>{writePortType(type)}</span>
        <FanOutBadge text={fanOut} />
      </header>
      <div className={styles['terminalDot']}>
        <PortHandle card={id} port={inputCardPort} side="source" type={type} />
      </div>
      {!look?.collapsed && (
        <div className={styles['terminalBody']}>
          <CardDefaultField name={name} input={input} compact />
        </div>
      )}
    </article>
  );
}

/** From afar: the picture or the text that is the value. */
function InputTile({ id, selected }: { id: string; selected: boolean }) {
  const { name } = parseCardId(id);
  const value = useDocument((state) => state.workflow.inputs?.[name]?.default);
  const isShown = isArtifactRef(value) || typeof value === 'string';
  return (
    <CardTile card={id} category="input" isSelected={selected} words={['input of the workflow']}>
      {isShown && <ValueView value={value} compact />}
    </CardTile>
  );
}

/** An input of the workflow on the canvas, with the value that it has unless a run is given another. */
export const InputCard = memo(
  function InputCard({ id, selected }: NodeProps<FlowNode>) {
    const Card = useDetail() === 'tile' ? InputTile : WholeInput;
    return <Card id={id} selected={selected} />;
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
