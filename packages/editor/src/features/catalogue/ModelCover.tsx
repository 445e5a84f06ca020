import { useState } from 'react';
import type { PortType } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { portAppearances } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import type { CatalogueEntry } from './catalogue-entry.ts';
import styles from './ModelCover.module.css';

const anything: PortType = { base: 'any', depth: 0 };

/** What goes in and what comes out, where there is no picture. */
function Signs({ entry }: { entry: CatalogueEntry }) {
  const types = entry.takes.filter(({ base }) => base !== 'any');
  const files = types.filter(({ base }) => ['image', 'audio', 'video', 'file'].includes(base));
  const from = files[0] ?? types[0];
  const to = entry.gives[0] ?? anything;
  return (
    <div
      className={styles['signs']}
      style={{ '--tint': portAppearances[to.base].color } as React.CSSProperties}
    >
      {from && <PortMark type={from} size={26} decorative />}
      {from && <span className={styles['arrow']} />}
      <PortMark type={to} size={38} decorative />
    </div>
  );
}

/** A picture of a model: its cover, one of its example, else the signs of what it takes and gives. */
export function ModelCover({ entry, width }: { entry: CatalogueEntry; width: number }) {
  const { client } = useEditor();
  const { summary } = entry;
  const [failed, setFailed] = useState(false);
  if (!summary?.hasCover || failed) return <Signs entry={entry} />;
  return (
    <img
      className={styles['picture']}
      src={client.models.coverUrl(summary.provider, summary.model, width)}
      alt=""
      loading="lazy"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
}
