import { useState } from 'react';
import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import {
  isFileType,
  parseDuration,
  parsePortType,
  writePortType,
  type NodePorts,
  type PortDescriptor,
  type WorkflowNode,
} from '@catena/engine';
import { useAnalysis, useTab } from '../../document/editor-context.ts';
import { setNode, type NodeChange } from '../../document/edits/set-node.ts';
import styles from './inspector.module.css';

interface SettingsProps {
  nodeId: string;
  node: WorkflowNode;
}

function useChange(nodeId: string) {
  const { document } = useTab();
  return (label: string, change: NodeChange) => document.edit(label, setNode(nodeId, change));
}

function Deadline({ nodeId, node }: SettingsProps) {
  const { readOnly } = useTab();
  const change = useChange(nodeId);
  const [draft, setDraft] = useState<string>();
  const text = draft ?? node.deadline ?? '';
  const isWrong = text !== '' && parseDuration(text) === undefined;
  return (
    <TextInput
      label="Deadline of a step"
      description="Time it may run; waiting in a queue does not count"
      size="xs"
      placeholder="none"
      value={text}
      disabled={readOnly}
      error={isWrong ? 'Write it as 30s, 5m or 1h30m.' : undefined}
      onChange={(event) => setDraft(event.currentTarget.value.trim())}
      onBlur={() => {
        if (isWrong) return;
        change('Set the deadline', { deadline: text === '' ? undefined : text });
        setDraft(undefined);
      }}
    />
  );
}

const fileKinds = ['image', 'audio', 'video', 'file'] as const;

function correctable({ inputs, outputs }: NodePorts, node: WorkflowNode): PortDescriptor[] {
  return [...inputs, ...outputs].filter(
    (port) =>
      port.inferred || (node.types?.[port.name] !== undefined && isFileType(port.type.base)),
  );
}

function FileKinds({ nodeId, node }: SettingsProps) {
  const { readOnly } = useTab();
  const change = useChange(nodeId);
  const ports = useAnalysis((state) => state.ports.get(nodeId));
  const guessed = ports ? correctable(ports, node) : [];
  if (guessed.length === 0) return null;
  return (
    <div className={styles['tight']}>
      <p className={styles['words']}>
        The schema does not say what kind of file these are. Correct what was guessed wrong.
      </p>
      {guessed.map((port) => (
        <Select
          key={port.name}
          label={port.title ?? port.name}
          size="xs"
          disabled={readOnly}
          data={fileKinds.map((base) => {
            const type = writePortType({ ...port.type, base });
            return {
              value: type,
              label: port.inferred && base === port.type.base ? `${type} (guessed)` : type,
            };
          })}
          value={writePortType(port.type)}
          onChange={(type) => {
            if (type === null || !parsePortType(type)) return;
            change('Correct a type', { types: { ...node.types, [port.name]: type } });
          }}
        />
      ))}
    </div>
  );
}

/** What a node does beside computing: when an item fails, how often it tries, whether it is off. */
export function NodeSettings({ nodeId, node }: SettingsProps) {
  const { readOnly } = useTab();
  const change = useChange(nodeId);
  const retry = node.retry?.max;
  return (
    <div className={styles['stack']}>
      <div className={styles['tight']}>
        <span id={`${nodeId}-failing`}>When an item fails</span>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-labelledby={`${nodeId}-failing`}
          disabled={readOnly}
          value={node.onItemError ?? 'fail'}
          data={[
            { value: 'fail', label: 'The run fails' },
            { value: 'skip', label: 'Leave it out, go on' },
          ]}
          onChange={(value) =>
            change('Change what a failure does', { onItemError: value as 'fail' | 'skip' })
          }
        />
      </div>
      <NumberInput
        label="Further attempts after a failure"
        description="What may have been paid for is never sent again by itself"
        size="xs"
        min={0}
        max={10}
        allowDecimal={false}
        placeholder="3, where it costs nothing"
        value={retry ?? ''}
        disabled={readOnly}
        onChange={(max) =>
          change('Change the attempts', {
            retry: typeof max === 'number' ? { ...node.retry, max } : undefined,
          })
        }
      />
      <Deadline nodeId={nodeId} node={node} />
      <FileKinds nodeId={nodeId} node={node} />
      <Switch
        size="xs"
        label="Bypass: its input passes through, unchanged"
        checked={node.bypass ?? false}
        disabled={readOnly}
        onChange={(event) => change('Bypass', { bypass: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label="Mute: it does not run, nor what needs it"
        checked={node.mute ?? false}
        disabled={readOnly}
        onChange={(event) => change('Mute', { mute: event.currentTarget.checked })}
      />
    </div>
  );
}
