import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconLogin2 } from '@tabler/icons-react';
import { writePortType, type PortDescriptor } from '@catena/engine';
import { useTab } from '../../document/editor-context.ts';
import { setInput } from '../../document/edits/set-input.ts';
import { promoteInput } from '../../document/edits/promote-input.ts';
import { isReference } from '../../document/references.ts';
import { PortMark } from '../PortMark.tsx';
import { describePortType } from '../port-appearance.ts';
import { describeBounds } from './describe-default.ts';
import type { FieldProps } from './field-props.ts';
import styles from './fields.module.css';

function describe(port: PortDescriptor): string {
  const parts = [
    port.name,
    describePortType(port.type),
    describeBounds(port),
    port.default === undefined ? undefined : `default ${JSON.stringify(port.default)}`,
    port.inferred ? 'kind of file guessed' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

interface FieldHeadProps {
  nodeId: string;
  field: FieldProps;
}

function FieldMenu({ nodeId, field }: FieldHeadProps) {
  const { document } = useTab();
  const { port, value, label } = field;
  const canPromote = port.connectable && !port.secret && !isReference(value);
  const reset = () => document.edit(`Reset ${label}`, setInput(nodeId, port.name, undefined));
  function promote() {
    const type = writePortType(port.type);
    document.edit(`Make ${label} an input`, promoteInput(nodeId, { ...port, type }));
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} aria-label={`More for ${label}`}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowBackUp size={14} />}
          disabled={value === undefined}
          onClick={reset}
        >
          {port.default === undefined ? 'Clear' : 'Reset to the default'}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogin2 size={14} />} disabled={!canPromote} onClick={promote}>
          Make it an input of the workflow
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The label of an input in the inspector: its type, its name, whether it is needed, and what it means. */
export function FieldHead({ nodeId, field }: FieldHeadProps) {
  const { port, id, label, isDisabled } = field;
  return (
    <>
      <div className={styles['head']}>
        <PortMark type={port.type} />
        <Tooltip label={describe(port)} multiline maw={320} position="top-start">
          <label htmlFor={id} className={styles['label']}>
            {label}
          </label>
        </Tooltip>
        {port.required && (
          <span className={styles['required']} title="Needed" aria-label="needed">
            *
          </span>
        )}
        <span className={styles['aside']}>{describeBounds(port)}</span>
        {!isDisabled && <FieldMenu nodeId={nodeId} field={field} />}
      </div>
      {port.description !== undefined && <p className={styles['hint']}>{port.description}</p>}
    </>
  );
}
