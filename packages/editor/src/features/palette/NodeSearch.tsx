import { useViewportSize } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useEditor, useTab, useView } from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { placeBox } from '../../ui/place-box.ts';
import { Popup } from '../../ui/Popup.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useOptionList } from '../../ui/use-option-list.ts';
import { addEntry } from './add-entry.ts';
import type { NodeSearchOverlay } from './entry-fit.ts';
import { EntryDetail } from './EntryDetail.tsx';
import { EntryRow } from './EntryRow.tsx';
import { FilterChips } from './FilterChips.tsx';
import type { LibraryEntry, LibraryFilter } from './library-entry.ts';
import { libraryUsage } from './library-usage.ts';
import { searchLibrary } from './search-library.ts';
import { SearchPurpose } from './SearchPurpose.tsx';
import { SearchState } from './SearchState.tsx';
import { useEntryFit } from './use-entry-fit.ts';
import { useLibrary } from './use-library.ts';
import classes from './NodeSearch.module.css';

/** Pixels. The details of the highlighted entry are left out where they have no room. */
const wantedSize = { width: 600, height: 440 };
const narrow = 480;

const hints = [
  ['↑ ↓', 'choose'],
  ['Enter', 'add'],
  ['Tab', 'filters'],
  ['Escape', 'close'],
] as const;

/** The search for a node to add, at the pointer. */
export function NodeSearch() {
  const overlay = useView((state) => state.overlay);
  return overlay?.kind === 'node-search' ? <NodeSearchBox overlay={overlay} /> : null;
}

function useSearch(overlay: NodeSearchOverlay, typed: string, filter: LibraryFilter) {
  const library = useLibrary();
  const fit = useEntryFit(overlay);
  const { entries, providers, modelType } = library;
  const found = useMemo(() => {
    const weight = (id: string) => libraryUsage.weight(id);
    return searchLibrary(entries, { typed, filter, weight, fit, providers, modelType });
  }, [entries, typed, filter, fit, providers, modelType]);
  const isNarrowed = fit !== undefined || Object.keys(filter).length > 0;
  return { library, found, isNarrowed };
}

function NodeSearchBox({ overlay }: { overlay: NodeSearchOverlay }) {
  const editor = useEditor();
  const tab = useTab();
  const page = useViewportSize();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<LibraryFilter>({});
  const [filtersOpen, setFiltersOpen] = useState(false);
  const { library, found, isNarrowed } = useSearch(overlay, typed, filter);
  const list = useOptionList({
    items: found,
    idOf: ({ id }) => id.replaceAll(' ', '_'),
    choose(entry: LibraryEntry) {
      libraryUsage.record(entry.id);
      editor.view.hide();
      void addEntry(editor, tab, { ...overlay, entry });
    },
    resetKey: `${typed}\n${JSON.stringify(filter)}`,
  });
  const size = {
    width: page.width || window.innerWidth,
    height: page.height || window.innerHeight,
  };
  const place = placeBox(overlay.at, size, wantedSize);
  return (
    <Popup label="Add a node" onClose={() => editor.view.hide()} place={place}>
      <SearchField
        {...list.inputProps}
        label="Search nodes and models"
        placeholder="Search nodes and models, or type owner/name"
        value={typed}
        onType={setTyped}
        actions={
          <IconButton
            label={filtersOpen ? 'Hide the filters' : 'Show the filters'}
            aria-expanded={filtersOpen}
            {...(Object.keys(filter).length > 0 && { variant: 'light', color: 'indigo' })}
            onClick={() => setFiltersOpen(!filtersOpen)}
          >
            <IconAdjustmentsHorizontal size={16} />
          </IconButton>
        }
      />
      {filtersOpen && (
        <FilterChips entries={library.entries} filter={filter} onChange={setFilter} />
      )}
      <SearchPurpose overlay={overlay} />
      <div className={classes.body}>
        <div className={classes.list}>
          <div {...list.listProps} aria-label="Nodes and models">
            {found.map((entry) => (
              <div key={entry.id} className={classes.option} {...list.optionProps(entry)}>
                <EntryRow entry={entry} />
              </div>
            ))}
          </div>
          <SearchState
            library={library}
            count={found.length}
            typed={typed}
            isNarrowed={isNarrowed}
          />
        </div>
        {place.width > narrow && list.active && (
          <div className={classes.side}>
            <EntryDetail entry={list.active} />
          </div>
        )}
      </div>
      <KeyHints hints={hints} />
    </Popup>
  );
}
