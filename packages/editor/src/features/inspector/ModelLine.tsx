import { Anchor, Badge, Popover } from '@mantine/core';
import { modelKey, parseModelRef, type ModelDescription, type WorkflowNode } from '@catena/engine';
import { useCatalog } from '../../document/editor-context.ts';
import { formatBytes } from '../../parts/format-bytes.ts';
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

/** The model of a node: its name, its version, and behind a button what a person should know of it. */
export function ModelLine({ node }: { node: WorkflowNode }) {
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
      {model?.metered && (
        <Badge size="xs" variant="light" color="yellow">
          paid
        </Badge>
      )}
      {model && (
        <Popover width={340} position="bottom-start" withArrow shadow="md" trapFocus>
          <Popover.Target>
            <Anchor component="button" type="button" size="xs">
              {model.card ? `Licence ${model.card.licence.weights}, limits` : 'About'}
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
