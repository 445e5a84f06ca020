import { IconFrame, IconLogin2, IconLogout2, IconNote, type TablerIcon } from '@tabler/icons-react';
import { PortMark } from '../../parts/PortMark.tsx';
import type { LibraryEntry, LibraryItem } from './library-entry.ts';
import classes from './EntryRow.module.css';

const cardIcons: Readonly<Record<Exclude<LibraryItem['kind'], 'node'>, TablerIcon>> = {
  input: IconLogin2,
  output: IconLogout2,
  note: IconNote,
  frame: IconFrame,
};

function EntryMark({ item, gives }: LibraryEntry) {
  if (item.kind !== 'node') {
    const CardIcon = cardIcons[item.kind];
    return <CardIcon size={15} stroke={1.75} aria-hidden />;
  }
  return <PortMark type={gives[0] ?? { base: 'any', depth: 0 }} decorative />;
}

/** One entry of the library in a list: what it gives, its title, its name, and who runs it. */
export function EntryRow({ entry }: { entry: LibraryEntry }) {
  const { summary } = entry;
  return (
    <span className={classes.row}>
      <span className={classes.mark}>
        <EntryMark {...entry} />
      </span>
      <span className={classes.words}>
        <span className={classes.title}>{entry.title}</span>
        <span className={classes.name}>{entry.name}</span>
      </span>
      {summary && (
        <span className={classes.badge} data-metered={summary.metered}>
          {summary.metered ? `${summary.provider}, paid` : summary.provider}
        </span>
      )}
    </span>
  );
}
