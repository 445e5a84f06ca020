import { Tabs } from '@mantine/core';
import {
  useCatalog,
  useDocument,
  useEditor,
  useTab,
  useView,
} from '../../document/editor-context.ts';
import { setNode } from '../../document/edits/set-node.ts';
import type { InspectorTab } from '../../document/view-store.ts';
import { NodeStatusMark } from '../../parts/NodeStatusMark.tsx';
import { CodePane } from './CodePane.tsx';
import { InputPane } from './InputPane.tsx';
import { LogPane } from './LogPane.tsx';
import { MissingPart } from './MissingPart.tsx';
import { ModelLine } from './ModelLine.tsx';
import { ResultPane } from './ResultPane.tsx';
import { SubWorkflowLine } from './SubWorkflowLine.tsx';
import { TitleField } from './TitleField.tsx';
import styles from './inspector.module.css';

const tabs = [
  { id: 'input', label: 'Input' },
  { id: 'result', label: 'Result' },
  { id: 'log', label: 'Log' },
  { id: 'code', label: 'Code' },
] as const satisfies readonly { id: InspectorTab; label: string }[];

const panes = { input: InputPane, result: ResultPane, log: LogPane, code: CodePane };

function NodeHeader({ nodeId }: { nodeId: string }) {
  const { document } = useTab();
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  const descriptor = useCatalog(({ catalog }) => catalog.find(node?.type ?? ''));
  if (!node) return null;
  return (
    <header className={styles['header']}>
      <div className={styles['titleRow']}>
        <TitleField
          title={node.title ?? ''}
          placeholder={nodeId}
          label="Title of the node"
          onRename={(title) => document.edit('Rename', setNode(nodeId, { title }))}
        />
        <NodeStatusMark nodeId={nodeId} provider={node.provider} compact />
      </div>
      {descriptor?.portsFrom?.kind === 'model' || node.model !== undefined ? (
        <ModelLine nodeId={nodeId} node={node} />
      ) : (
        <span className={styles['kind']} title={node.type}>
          {descriptor?.title ?? node.type}
        </span>
      )}
      {descriptor && descriptor.portsFrom?.kind !== 'model' && (
        <p className={styles['words']}>{descriptor.description}</p>
      )}
      {descriptor?.portsFrom?.kind === 'workflow' && (
        <SubWorkflowLine nodeId={nodeId} node={node} />
      )}
      <MissingPart nodeId={nodeId} node={node} />
    </header>
  );
}

/** A node in full: its inputs, its result, its log, its code. */
export function NodeInspector({ name: nodeId }: { name: string }) {
  const { view } = useEditor();
  const tab = useView(({ inspectorTab }) => inspectorTab);
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  if (!node) return null;
  const Pane = panes[tab];
  return (
    <div className={styles['inspector']}>
      <NodeHeader key={nodeId} nodeId={nodeId} />
      <Tabs
        className={styles['tabs'] ?? ''}
        value={tab}
        onChange={(value) => view.setState({ inspectorTab: (value ?? 'input') as InspectorTab })}
      >
        <Tabs.List px={14} aria-label="Of this node">
          {tabs.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id} px={10} py={8}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Pane key={nodeId} nodeId={nodeId} node={node} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
