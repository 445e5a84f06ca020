import { FocusTrap } from '@mantine/core';
import { useViewportSize } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useEditor, useTab, useView } from '../../document/editor-context.ts';
import type { Overlay } from '../../document/view-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useOptionList } from '../../ui/use-option-list.ts';
import { addEntry } from './add-entry.ts';
import { EntryDetail } from './EntryDetail.tsx';
import { EntryRow } from './EntryRow.tsx';
import { FilterChips } from './FilterChips.tsx';
import type { LibraryEntry, LibraryFilter } from './library-entry.ts';
import { libraryUsage } from './library-usage.ts';
import { placeBox } from './place-box.ts';
import { searchLibrary } from './search-library.ts';
import { useLibrary } from './use-library.ts';
import { useWireFit } from './use-wire-fit.ts';
import { WireHint } from './WireHint.tsx';
import classes from './NodeSearch.module.css';

type NodeSearchOverlay = Extract<Overlay, { kind: 'node-search' }>;

/** Pixels; without the details of the highlighted entry where there is no room. */
const fullSize = { width: 580, height: 430 };
const narrowPage = 640;

/** The search for a node to add, at the pointer. */
export function NodeSearch() {
  const overlay = useView((state) => state.overlay);
  return overlay?.kind === 'node-search' ? <NodeSearchBox overlay={overlay} /> : null;
}

function NodeSearchBox({ overlay }: { overlay: NodeSearchOverlay }) {
  const editor = useEditor();
  const tab = useTab();
  const page = useViewportSize();
  const library = useLibrary();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<LibraryFilter>({});
  const [filtersOpen, setFiltersOpen] = useState(false);
  const fits = useWireFit(overlay);
  const { entries, providers, modelType } = library;
  const found = useMemo(
    () =>
      searchLibrary(entries, {
        typed,
        filter,
        weight: (id) => libraryUsage.weight(id),
        fits,
        providers,
        modelType,
      }),
    [entries, typed, filter, fits, providers, modelType],
  );
  function choose(entry: LibraryEntry) {
    libraryUsage.record(entry.id);
    editor.view.getState().overlay === overlay && editor.view.hide();
    void addEntry(editor, tab, { entry, ...overlay });
  }
  const list = useOptionList({
    items: found,
    idOf: ({ id }) => id.replaceAll(' ', '_'),
    choose,
    resetKey: `${typed}\n${JSON.stringify(filter)}`,
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    editor.view.hide();
  }
  const place = placeBox(overlay.at, { width: page.width || window.innerWidth, height: page.height || window.innerHeight }, fullSize);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className={classes.backdrop} onPointerDown={(event) => event.target === event.currentTarget && editor.view.hide()}>
      <FocusTrap>
        <div
          role="dialog"
          aria-modal="true"
          aria-label="Add a node"
          className={classes.box}
          style={place}
          onKeyDown={onKeyDown}
        >
          <div className={classes.head}>
            <input
              {...list.inputProps}
              data-autofocus
              className={classes.input}
              aria-label="Search nodes and models"
              placeholder="Search nodes and models, or type owner/name"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <IconButton
              label={filtersOpen ? 'Hide filters' : 'Filter'}
              aria-expanded={filtersOpen}
              {...(isFiltered && { variant: 'light', color: 'indigo' })}
              onClick={() => setFiltersOpen(!filtersOpen)}
            >
              <IconAdjustmentsHorizontal size={16} />
            </IconButton>
          </div>
          {filtersOpen && <FilterChips entries={entries} filter={filter} onChange={setFilter} />}
          <WireHint overlay={overlay} />
          <div className={classes.body}>
            <div className={classes.list}>
              <div {...list.listProps} aria-label="Nodes and models">
                {found.map((entry) => (
                  <div key={entry.id} className={classes.option} {...list.optionProps(entry)}>
                    <EntryRow entry={entry} />
                  </div>
                ))}
              </div>
              <SearchState library={library} count={found.length} typed={typed} isFiltered={isFiltered} />
            </div>
            {place.width > narrowPage - 80 && list.active && (
              <div className={classes.side}>
                <EntryDetail entry={list.active} />
              </div>
            )}
          </div>
          <div className={classes.foot} aria-hidden>
            <span><Kbd keys="↑" /> <Kbd keys="↓" /> choose</span>
            <span><Kbd keys="Enter" /> add</span>
            <span><Kbd keys="Escape" /> close</span>
          </div>
        </div>
      </FocusTrap>
    </div>
  );
}
