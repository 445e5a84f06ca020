import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout2 } from '@tabler/icons-react';
import type { PortDescriptor } from '@catena/engine';
import { positionOf } from '../../document/cards.ts';
import { useDocument, useTab } from '../../document/editor-context.ts';
import { addWorkflowOutput } from '../../document/edits/add-workflow-output.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { describePortType } from '../../parts/port-appearance.ts';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

/** Canvas units between a node and the card of its output. */
const gap = 380;

function OutputRow({ nodeId, port }: { nodeId: string; port: PortDescriptor }) {
  const { document, readOnly } = useTab();
  const from = `${nodeId}.${port.name}`;
  const isOutput = useDocument(({ workflow }) =>
    Object.values(workflow.outputs ?? {}).some((output) => output.$from === from),
  );
  const label = port.title ?? port.name;
  function make() {
    const [x, y] = positionOf(document.getState().workflow, nodeId) ?? [0, 0];
    document.edit(`Make ${label} an output`, addWorkflowOutput({ from, position: [x + gap, y] }));
  }
  return (
    <div className={styles['entry']} title={port.description}>
      <PortMark type={port.type} />
      <span style={{ flex: 1 }}>{label}</span>
      <span className={styles['words']}>{describePortType(port.type)}</span>
      {!readOnly && (
        <Tooltip
          label={
            isOutput ? 'An output of the workflow already' : 'Make it an output of the workflow'
          }
        >
          <ActionIcon
            size={24}
            aria-label={`Make ${label} an output of the workflow`}
            disabled={isOutput}
            onClick={make}
          >
            <IconLogout2 size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

/** What a node gives, each to be made an output of the workflow. */
export function NodeOutputs({
  nodeId,
  outputs,
}: {
  nodeId: string;
  outputs: readonly PortDescriptor[];
}) {
  if (outputs.length === 0) return null;
  return (
    <Section title="Outputs">
      <div>
        {outputs.map((port) => (
          <OutputRow key={port.name} nodeId={nodeId} port={port} />
        ))}
      </div>
    </Section>
  );
}
