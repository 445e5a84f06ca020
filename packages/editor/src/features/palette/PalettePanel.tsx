import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconCube, IconSearch } from '@tabler/icons-react';
import { useMemo, useState, type DragEvent } from 'react';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { addEntry } from './add-entry.ts';
import { EntryRow } from './EntryRow.tsx';
import { categoryTitle, type LibraryEntry } from './library-entry.ts';
import { libraryUsage } from './library-usage.ts';
import { searchLibrary } from './search-library.ts';
import { useLibrary } from './use-library.ts';
import classes from './PalettePanel.module.css';

/** What a dragged entry is known by to the canvas; its content is a node or another card as JSON. */
const dragType = 'application/x-catena-node';

function writeDragged({ item }: LibraryEntry): string {
  const { kind, ...content } = item;
  return JSON.stringify(kind === 'node' ? content : { card: kind, ...content });
}

function PaletteEntry({ entry, onAdd }: { entry: LibraryEntry; onAdd(): void }) {
  function startDrag(event: DragEvent) {
    event.dataTransfer.setData(dragType, writeDragged(entry));
    event.dataTransfer.effectAllowed = 'copy';
  }
  return (
    <li>
      <button
        type="button"
        className={classes.entry}
        draggable
        title={entry.description}
        onDragStart={startDrag}
        onDoubleClick={onAdd}
        // A click without a pointer: by the keyboard or a screen reader.
        onClick={(event) => event.detail === 0 && onAdd()}
      >
        <EntryRow entry={entry} />
      </button>
    </li>
  );
}

interface SectionProps {
  category: string;
  entries: readonly LibraryEntry[];
  isOpen: boolean;
  onToggle(): void;
  onAdd(entry: LibraryEntry): void;
}

function PaletteSection({ category, entries, isOpen, onToggle, onAdd }: SectionProps) {
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>
        <UnstyledButton className={classes.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronDown size={14} className={classes.chevron} data-open={isOpen} aria-hidden />
          {categoryTitle(category)}
          <span className={classes.count}>{entries.length}</span>
        </UnstyledButton>
      </h3>
      {isOpen && (
        <ul className={classes.entries}>
          {entries.map((entry) => (
            <PaletteEntry key={entry.id} entry={entry} onAdd={() => onAdd(entry)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function groupByCategory(entries: readonly LibraryEntry[]): [string, LibraryEntry[]][] {
  const groups = new Map<string, LibraryEntry[]>();
  for (const entry of entries) {
    groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry]);
  }
  return [...groups];
}

/** The library: everything that can be put on the canvas, to drag or to add. */
export function PalettePanel() {
  const editor = useEditor();
  const tab = useTab();
  const library = useLibrary();
  const { entries, providers, modelType, status, modelsStatus, error, retry } = library;
  const [typed, setTyped] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(
    () => searchLibrary(entries, { typed, filter: {}, weight: () => 0, providers, modelType }),
    [entries, typed, providers, modelType],
  );
  function add(entry: LibraryEntry) {
    libraryUsage.record(entry.id);
    void addEntry(editor, tab, { entry });
  }
  function toggle(category: string) {
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(category)) after.add(category);
      return after;
    });
  }
  if (status === 'loading') return <LoadingState what="Loading the library" rows={8} />;
  if (status === 'failed') {
    return (
      <ErrorState title="The node types could not be loaded" onRetry={retry}>
        {error}
      </ErrorState>
    );
  }
  return (
    <div className={classes.panel}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search the library"
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button
        className={classes.browse ?? ''}
        size="xs"
        variant="default"
        leftSection={<IconCube size={14} aria-hidden />}
        onClick={() => editor.view.show({ kind: 'catalogue' })}
      >
        Browse models
      </Button>
      {modelsStatus === 'pending' && <LoadingState what="Loading models" rows={3} />}
      {modelsStatus === 'error' && (
        <ErrorState title="The models could not be listed" onRetry={retry} />
      )}
      {found.length === 0 && (
        <EmptyState title={`Nothing is called “${typed.trim()}”`}>
          Try another word, or name a model as owner/name.
        </EmptyState>
      )}
      {groupByCategory(found).map(([category, group]) => (
        <PaletteSection
          key={category}
          category={category}
          entries={group}
          isOpen={typed !== '' || !closed.has(category)}
          onToggle={() => toggle(category)}
          onAdd={add}
        />
      ))}
    </div>
  );
}
