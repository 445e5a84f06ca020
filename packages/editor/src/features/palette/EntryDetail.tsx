import { useEffect } from 'react';
import { modelKey, modelPorts, type NodeDescriptor, type PortDescriptor } from '@catena/engine';
import type { ModelSummary } from '@catena/server/client';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import { describePortType } from '../../parts/port-appearance.ts';
import { formatBytes } from '../../parts/format-bytes.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import type { LibraryEntry } from './library-entry.ts';
import classes from './EntryDetail.module.css';

interface EntryPorts {
  inputs: readonly PortDescriptor[];
  outputs: readonly PortDescriptor[];
}

/** Who runs a model, what it costs and what it fetches, in words. */
export function describeModelTerms({ provider, downloadBytes, metered }: ModelSummary): string {
  const price = metered ? 'each prediction is paid' : 'free';
  const first =
    downloadBytes === undefined ? '' : `, first use fetches ${formatBytes(downloadBytes)}`;
  return `Provider ${provider}, ${price}${first}.`;
}

function useEntryPorts({ item }: LibraryEntry): EntryPorts | undefined {
  const { catalog } = useEditor();
  const { provider, model, type } = item.kind === 'node' ? item : {};
  const descriptor = useCatalog((state): NodeDescriptor | undefined =>
    type === undefined ? undefined : state.catalog.find(type),
  );
  const known = useCatalog(({ models }) => models.get(modelKey(provider ?? '', model ?? '')));
  useEffect(() => {
    if (provider !== undefined && model !== undefined) void catalog.needModel(provider, model);
  }, [catalog, provider, model]);
  if (model !== undefined) return known && modelPorts(known);
  return descriptor;
}

function PortRows({ title, ports }: { title: string; ports: readonly PortDescriptor[] }) {
  if (ports.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.ports}>
        {ports.map((port) => (
          <li key={port.name} className={classes.port}>
            <PortMark type={port.type} decorative />
            <span className={classes.portName}>{port.title ?? port.name}</span>
            <span className={classes.type}>
              {describePortType(port.type)}
              {port.required && ', needed'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the highlighted entry is: its description, terms and ports. */
export function EntryDetail({ entry }: { entry: LibraryEntry }) {
  const ports = useEntryPorts(entry);
  const { summary, item } = entry;
  return (
    <div className={classes.detail}>
      <h2 className={classes.title}>{entry.title}</h2>
      <p className={classes.name}>{entry.name}</p>
      {entry.description !== '' && <p className={classes.words}>{entry.description}</p>}
      {summary && <p className={classes.terms}>{describeModelTerms(summary)}</p>}
      {summary?.licence !== undefined && (
        <p className={classes.terms}>Licence of the weights: {summary.licence}</p>
      )}
      {ports && <PortRows title="Inputs" ports={ports.inputs} />}
      {ports && <PortRows title="Outputs" ports={ports.outputs} />}
      {!ports && item.kind === 'node' && summary && (
        <p className={classes.terms}>Its ports are being asked for…</p>
      )}
    </div>
  );
}
