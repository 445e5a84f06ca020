import { Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelKey, parseModelRef, type ModelVersion, type WorkflowNode } from '@catena/engine';
import {
  useCatalog,
  useDocument,
  useEditor,
  useTab,
  useView,
} from '../../document/editor-context.ts';
import { withoutVersion } from '../../parts/models/use-newer-version.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { SchemaDiff } from './SchemaDiff.tsx';
import { useUpgrade } from './use-upgrade.ts';
import styles from './ModelVersionDialog.module.css';

/** Stands for no version: the newest at the time of a run. */
const floating = 'newest';

function describeVersion({ id, createdAt }: ModelVersion, position: number, now: string): string {
  const words = [id.length > 20 ? id.slice(0, 12) : id];
  if (createdAt !== undefined) words.push(new Date(createdAt).toLocaleDateString());
  if (position === 0) words.push('newest');
  if (id === now) words.push('this node');
  return words.join(' · ');
}

function listChoices(versions: readonly ModelVersion[], pinned: string | undefined) {
  const known = versions.some(({ id }) => id === pinned);
  return [
    ...versions.map((version, position) => ({
      value: version.id,
      label: describeVersion(version, position, pinned ?? ''),
    })),
    ...(pinned !== undefined && !known
      ? [{ value: pinned, label: `${pinned.slice(0, 12)} · this node, no longer listed` }]
      : []),
    {
      value: floating,
      label: `Always the newest${pinned === undefined ? ' · this node' : ''}`,
    },
  ];
}

function useVersions({ provider = '', model = '' }: WorkflowNode) {
  const { client } = useEditor();
  const name = withoutVersion(model) ?? model;
  return useQuery({
    queryKey: ['models', provider, 'versions', name],
    queryFn: async () => (await client.models.versions(provider, name)).versions,
  });
}

interface ChooseVersionProps {
  nodeId: string;
  node: WorkflowNode;
  versions: readonly ModelVersion[];
}

function ChooseVersion({ nodeId, node, versions }: ChooseVersionProps) {
  const { view, notifier } = useEditor();
  const { document } = useTab();
  const pinned = parseModelRef(node.model ?? '')?.version;
  const running = useCatalog(
    ({ models }) => models.get(modelKey(node.provider ?? '', node.model ?? ''))?.version,
  );
  const [wanted, setWanted] = useState(versions[0]?.id ?? floating);
  const isSame = wanted === (pinned ?? floating);
  const version = wanted === floating ? undefined : wanted;
  const { plan, problem } = useUpgrade(nodeId, node, version);
  function apply() {
    if (!plan) return;
    document.edit('Change the version of the model', plan.upgrade.edit, {
      select: { cards: [nodeId] },
    });
    view.hide();
    notifier.say({
      kind: 'good',
      text: version === undefined ? 'It runs the newest version.' : 'The version is changed.',
      hint: 'Undo brings the one that it had back.',
    });
  }
  return (
    <>
      <Select
        label="Version"
        data={listChoices(versions, pinned)}
        value={wanted}
        allowDeselect={false}
        searchable={versions.length > 8}
        onChange={(value) => value !== null && setWanted(value)}
      />
      <p className={styles['words']}>
        {pinned === undefined
          ? `The node runs the newest version, which is ${running?.slice(0, 12) ?? 'not known'} now.`
          : `The node keeps to version ${pinned.slice(0, 12)}.`}
      </p>
      {problem !== undefined && <ErrorState title={problem} />}
      {problem === undefined && !plan && <LoadingState what="Asking for the schema" rows={3} />}
      {plan && !isSame && <SchemaDiff plan={plan} />}
      <div className={styles['foot']}>
        <Button variant="default" size="xs" onClick={() => view.hide()}>
          Keep it as it is
        </Button>
        <Button size="xs" disabled={!plan || isSame} onClick={apply}>
          Use this version
        </Button>
      </div>
    </>
  );
}

function Content({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const versions = useVersions(node);
  if (versions.isPending) return <LoadingState what="Loading versions" rows={4} />;
  if (versions.isError) {
    return (
      <ErrorState title="The versions could not be listed." onRetry={() => void versions.refetch()}>
        {versions.error.message}
      </ErrorState>
    );
  }
  return <ChooseVersion nodeId={nodeId} node={node} versions={versions.data} />;
}

/** Another version of the model of a node: what it takes and gives differently, and what that costs. */
export function ModelVersionDialog() {
  const { view } = useEditor();
  const nodeId = useView(({ overlay }) => (overlay?.kind === 'model-version' ? overlay.card : ''));
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  return (
    <Modal
      opened
      size={620}
      title={`Version of ${withoutVersion(node?.model ?? '') ?? 'the model'}`}
      onClose={() => view.hide()}
    >
      {node?.model !== undefined && <Content nodeId={nodeId} node={node} />}
    </Modal>
  );
}
