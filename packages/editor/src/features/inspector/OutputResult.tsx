import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconLogin2 } from '@tabler/icons-react';
import { writePortType, type PortDescriptor, type PortType } from '@catena/engine';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { positionOf } from '../../document/cards.ts';
import { addWorkflowInput } from '../../document/edits/add-workflow-input.ts';
import { ArtifactActions, filesIn } from '../../parts/ArtifactActions.tsx';
import { PortMark } from '../../parts/PortMark.tsx';
import { valueKind } from '../../parts/viewers/value-kind.ts';
import { ValueView } from '../../parts/ValueView.tsx';
import styles from './inspector.module.css';

export interface OutputResultProps {
  nodeId: string;
  port: PortDescriptor;
  value: unknown;
  /** Position among the results of the port. */
  index: number;
}

function typeOf(value: unknown, declared: PortType): PortType {
  if (Array.isArray(value)) {
    const item = typeOf(value[0], { ...declared, depth: Math.max(0, declared.depth - 1) });
    return { ...item, depth: item.depth + 1 };
  }
  return { base: declared.base === 'any' ? valueKind(value) : declared.base, depth: 0 };
}

function UseAsInput({ nodeId, port, value }: OutputResultProps) {
  const { notifier } = useEditor();
  const { document, readOnly } = useTab();
  if (readOnly) return null;
  function use() {
    const [x, y] = positionOf(document.getState().workflow, nodeId) ?? [0, 0];
    const type = writePortType(typeOf(value, port.type));
    const input = {
      type,
      title: port.title ?? port.name,
      default: value,
      position: [x, y + 320] as const,
    };
    document.edit('Use a result as an input', addWorkflowInput(input));
    notifier.say({ text: 'Added as an input of the workflow.', kind: 'good' });
  }
  return (
    <Tooltip label="Use as an input of the workflow">
      <ActionIcon size={26} aria-label="Use as an input of the workflow" onClick={use}>
        <IconLogin2 size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What a step gave at one output, and what can be done with it. */
export function OutputResult(props: OutputResultProps) {
  const { nodeId, port, value, index } = props;
  const { view } = useEditor();
  const files = filesIn(value);
  const open = (item: number) =>
    view.show({ kind: 'viewer', card: nodeId, port: port.name, index: item });
  return (
    <div className={styles['output']}>
      <h3 className={styles['heading']}>
        <PortMark type={port.type} />
        {port.title ?? port.name}
        <span className={styles['push']} style={{ display: 'flex' }}>
          {files.length === 1 && files[0] && <ArtifactActions artifact={files[0]} stem={nodeId} />}
          <UseAsInput {...props} />
          <Tooltip label="Open large">
            <ActionIcon
              size={26}
              aria-label={`Open ${port.title ?? port.name} large`}
              onClick={() => open(index)}
            >
              <IconArrowsMaximize size={15} />
            </ActionIcon>
          </Tooltip>
        </span>
      </h3>
      <ValueView value={value} type={port.type} />
    </div>
  );
}
