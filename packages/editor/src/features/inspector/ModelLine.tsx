import { Anchor, Badge, Popover } from '@mantine/core';
import { modelKey, parseModelRef, type ModelDescription, type WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor, useTab } from '../../document/editor-context.ts';
import { formatBytes } from '../../parts/format-bytes.ts';
import { useNewerVersion } from '../../parts/models/use-newer-version.ts';
import styles from './inspector.module.css';

function Facts({ model }: { model: ModelDescription }) {
  const { card } = model;
  return (
    <div className={styles['tight']}>
      <p className={styles['words']}>{card?.summary ?? model.description}</p>
      <dl className={styles['facts']}>
        <dt>Version</dt>
        <dd className={styles['mono']}>{model.version}</dd>
        {card && (
          <>
            <dt>Comes from</dt>
            <dd>{card.source}</dd>
            <dt>Licence</dt>
            <dd>
              weights {card.licence.weights}, code {card.licence.code}
            </dd>
          </>
        )}
        {card?.downloadBytes !== undefined && (
          <>
            <dt>First use</dt>
            <dd>fetches {formatBytes(card.downloadBytes)}</dd>
          </>
        )}
        <dt>Price</dt>
        <dd>{model.metered ? 'Each prediction costs money' : 'Costs nothing'}</dd>
      </dl>
      {card && card.limits.length > 0 && (
        <>
          <strong>What it cannot do</strong>
          <ul className={styles['words']}>
            {card.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What the button says that tells more: the licence, where it has a name. */
function aboutWords({ card }: ModelDescription): string {
  const licence = card?.licence.weights ?? '';
  return licence === '' || /^(https?:|not stated$)/i.test(licence)
    ? 'About'
    : `Licence ${licence}, limits`;
}

/** Leads to the newest version of a model where the node keeps to another one. */
function NewerVersion({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const { view } = useEditor();
  const newer = useNewerVersion(node);
  if (newer === undefined) return null;
  return (
    <Anchor
      component="button"
      type="button"
      size="xs"
      title={`Version ${newer}`}
      onClick={() => view.show({ kind: 'model-version', card: nodeId })}
    >
      Newer version …
    </Anchor>
  );
}

/** The model of a node: its name, its version, and behind a button what a person should know of it. */
export function ModelLine({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const { readOnly } = useTab();
  const { provider = '', model: name = '' } = node;
  const model = useCatalog(({ models }) => models.get(modelKey(provider, name)));
  const reference = parseModelRef(name);
  const version = reference?.version ?? model?.version;
  return (
    <div className={styles['model']}>
      <span className={styles['mono']}>
        {reference ? `${reference.owner}/${reference.name}` : name || 'no model yet'}
      </span>
      {version !== undefined && (
        <span title={`Version ${version}`}>
          {reference?.version === undefined ? 'newest, ' : ''}
          {version.slice(0, 12)}
        </span>
      )}
      {!readOnly && <NewerVersion nodeId={nodeId} node={node} />}
      {model?.metered && (
        <Badge size="xs" variant="light" color="yellow">
          paid
        </Badge>
      )}
      {model && (
        <Popover width={340} position="bottom-start" withArrow shadow="md" trapFocus>
          <Popover.Target>
            <Anchor component="button" type="button" size="xs">
              {aboutWords(model)}
            </Anchor>
          </Popover.Target>
          <Popover.Dropdown>
            <Facts model={model} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
