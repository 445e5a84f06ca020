import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { modelKey, modelPorts, type ModelDescription, type PortDescriptor } from '@catena/engine';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import { formatBytes } from '../../parts/format-bytes.ts';
import { describeRunCount, providerTitle } from '../../parts/models/provider-words.ts';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { ModelCover } from './ModelCover.tsx';
import styles from './CatalogueDetail.module.css';

const starts: Readonly<Record<string, string>> = {
  warm: 'at once, a machine is on',
  cold: 'after a cold start, no machine is on',
};

function listFacts({ summary, published, source }: CatalogueEntry): [string, ReactNode][] {
  if (published) {
    const [newest] = published.versions;
    return [
      ['Runs', 'on this server'],
      ['Version', newest?.id.slice(0, 12) ?? 'none'],
      ['Published', newest ? new Date(newest.publishedAt).toLocaleString() : 'never'],
    ];
  }
  if (!summary) return [];
  const { version, metered, warmth, isOfficial, runCount, downloadBytes } = summary;
  const { licence, licenceUrl } = summary;
  const isNamed = licence !== undefined && !/^https?:/.test(licence);
  const facts: [string, ReactNode | undefined][] = [
    ['Runs', source === 'local' ? 'on this machine' : `at ${providerTitle(source)}`],
    ['Price', metered ? 'each prediction is paid' : 'costs nothing'],
    ['Starts', warmth && starts[warmth]],
    ['Kept by', isOfficial ? providerTitle(source) : undefined],
    [
      'First use',
      downloadBytes === undefined ? undefined : `fetches ${formatBytes(downloadBytes)}`,
    ],
    ['Used', runCount ? describeRunCount(runCount) : undefined],
    [
      'Licence',
      licenceUrl !== undefined && /^https?:/.test(licenceUrl) ? (
        <a href={licenceUrl} target="_blank" rel="noreferrer">
          {isNamed ? licence : 'its text'}
        </a>
      ) : (
        (isNamed && licence) || undefined
      ),
    ],
    ['Version', <code key="version">{version.slice(0, 12)}</code>],
  ];
  return facts.filter((fact): fact is [string, ReactNode] => fact[1] !== undefined);
}

function Ports({ title, ports }: { title: string; ports: readonly PortDescriptor[] }) {
  if (ports.length === 0) return null;
  return (
    <section>
      <h3 className={styles['heading']}>{title}</h3>
      <ul className={styles['ports']}>
        {ports.map((port) => (
          <li key={port.name} className={styles['port']}>
            <PortMark type={port.type} decorative />
            <span className={styles['portName']}>{port.title ?? port.name}</span>
            <span className={styles['type']}>
              {describePortType(port.type)}
              {port.required && ', needed'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useModel({ choice }: CatalogueEntry): ModelDescription | undefined {
  const { catalog } = useEditor();
  const { provider, model } = choice;
  useEffect(() => {
    if (provider === undefined || model === undefined) return undefined;
    // Who runs through the list asks for what is looked at only.
    const timer = setTimeout(() => void catalog.needModel(provider, model), 250);
    return () => clearTimeout(timer);
  }, [catalog, provider, model]);
  return useCatalog(({ models }) => models.get(modelKey(provider ?? '', model ?? '')));
}

interface CatalogueDetailProps {
  entry: CatalogueEntry;
  /** What adding it does, in words. */
  action: string;
  onAdd(): void;
}

/** All about the model that is looked at. */
export function CatalogueDetail({ entry, action, onAdd }: CatalogueDetailProps) {
  const model = useModel(entry);
  const ports = model && modelPorts(model);
  const { summary, title, name, description } = entry;
  const facts = listFacts(entry);
  return (
    <aside className={styles['detail']} aria-label={`About ${title}`}>
      <div className={styles['cover']}>
        <ModelCover key={entry.id} entry={entry} width={512} />
      </div>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{title}</h2>
        <p className={styles['name']}>{name}</p>
      </div>
      <Button size="xs" onClick={onAdd} disabled={summary?.unavailable !== undefined}>
        {action}
      </Button>
      {summary?.unavailable !== undefined && (
        <p className={styles['warning']}>It cannot be run: {summary.unavailable}</p>
      )}
      {description !== '' && <p className={styles['words']}>{description}</p>}
      <dl className={styles['facts']}>
        {facts.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {summary?.exampleText !== undefined && (
        <section>
          <h3 className={styles['heading']}>Example</h3>
          <p className={styles['example']}>{summary.exampleText}</p>
        </section>
      )}
      {ports && <Ports title="Inputs" ports={ports.inputs} />}
      {ports && <Ports title="Outputs" ports={ports.outputs} />}
      {summary?.pageUrl !== undefined && /^https?:/.test(summary.pageUrl) && (
        <a className={styles['page']} href={summary.pageUrl} target="_blank" rel="noreferrer">
          Its page <IconExternalLink size={12} aria-hidden />
        </a>
      )}
    </aside>
  );
}
