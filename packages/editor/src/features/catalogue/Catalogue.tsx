import { useViewportSize } from '@mantine/hooks';
import { useRef, useState, type DragEvent } from 'react';
import { titleOfCard } from '../../document/cards.ts';
import { useDocument, useEditor, useTab, useView } from '../../document/editor-context.ts';
import { placeModel } from '../../document/models/place-model.ts';
import type { Overlay } from '../../document/view-store.ts';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { placeBox } from '../../ui/place-box.ts';
import { Popup } from '../../ui/Popup.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useOptionList } from '../../ui/use-option-list.ts';
import { CatalogueCard } from './CatalogueCard.tsx';
import { CatalogueDetail } from './CatalogueDetail.tsx';
import type { CatalogueEntry, CatalogueFilter } from './catalogue-entry.ts';
import { CatalogueFilters } from './CatalogueFilters.tsx';
import { CatalogueProblems, CatalogueState } from './CatalogueState.tsx';
import { useCatalogue } from './use-catalogue.ts';
import styles from './Catalogue.module.css';

/** Pixels. */
const wantedSize = { width: 1120, height: 760 };
/** Narrower than this there is no room for the details. */
const leastForDetail = 760;

/** What a dragged entry is known by to the canvas. */
const dragType = 'application/x-catena-node';

const hints = [
  ['↑ ↓ ← →', 'choose'],
  ['Enter', 'put on the canvas'],
  ['Tab', 'filters'],
  ['Escape', 'close'],
] as const;

type CatalogueOverlay = Extract<Overlay, { kind: 'catalogue' }>;

/** Everything that runs as a model: of this machine, published here, and at providers. */
export function Catalogue() {
  const overlay = useView((state) => state.overlay);
  return overlay?.kind === 'catalogue' ? <CatalogueBox overlay={overlay} /> : null;
}

function columnsOf(grid: HTMLElement | null): number {
  const columns = grid ? getComputedStyle(grid).gridTemplateColumns.split(' ') : [];
  return Math.max(1, columns.filter((column) => column !== '' && column !== 'none').length);
}

/** The box is out of sight, not gone, while a card of it is dragged: a drag ends with its element. */
function useDragging(onDone: () => void) {
  const [isDragging, setIsDragging] = useState(false);
  return {
    isDragging,
    start(event: DragEvent, entry: CatalogueEntry) {
      event.dataTransfer.setData(dragType, JSON.stringify(entry.choice));
      event.dataTransfer.effectAllowed = 'copy';
      // What is dragged is drawn first.
      setTimeout(() => setIsDragging(true));
    },
    end() {
      setIsDragging(false);
      onDone();
    },
  };
}

function CatalogueBox({ overlay }: { overlay: CatalogueOverlay }) {
  const editor = useEditor();
  const tab = useTab();
  const viewport = useViewportSize();
  const page = {
    width: viewport.width || window.innerWidth,
    height: viewport.height || window.innerHeight,
  };
  const [typed, setTyped] = useState(overlay.query ?? '');
  const [filter, setFilter] = useState<CatalogueFilter>({ source: overlay.source });
  const catalogue = useCatalogue(typed, filter);
  const grid = useRef<HTMLDivElement>(null);
  const { replace } = overlay;
  const replaced = useDocument(({ workflow }) => replace && titleOfCard(workflow, replace));
  const dragging = useDragging(() => editor.view.hide());
  function choose({ choice, title }: CatalogueEntry) {
    editor.view.hide();
    void placeModel(editor, tab, { choice, title, replace });
  }
  const list = useOptionList({
    items: catalogue.shown,
    idOf: ({ id }) => id.replaceAll(/[^\w-]/g, '_'),
    choose,
    resetKey: `${typed}\n${JSON.stringify(filter)}`,
    columns: () => columnsOf(grid.current),
  });
  const place = placeBox(undefined, page, wantedSize);
  const { active } = list;
  return (
    <div className={styles['layer']} data-away={dragging.isDragging || undefined}>
      <Popup
        label="Models"
        dim
        onClose={() => editor.view.hide()}
        place={{ ...place, top: Math.min(place.top, 64), height: place.maxHeight }}
      >
        <SearchField
          {...list.inputProps}
          label="Search models"
          placeholder={
            replaced === undefined ? 'Search models' : `Search a model in place of ${replaced}`
          }
          value={typed}
          onType={setTyped}
        />
        <CatalogueFilters catalogue={catalogue} filter={filter} onChange={setFilter} />
        <CatalogueProblems catalogue={catalogue} filter={filter} />
        <div className={styles['body']}>
          <div className={styles['scroll']}>
            <div {...list.listProps} ref={grid} className={styles['grid']} aria-label="Models">
              {catalogue.shown.map((entry) => (
                <div key={entry.id} {...list.optionProps(entry)} onMouseDown={undefined}>
                  <CatalogueCard
                    entry={entry}
                    onDragStart={(event) => dragging.start(event, entry)}
                    onDragEnd={dragging.end}
                  />
                </div>
              ))}
            </div>
            <CatalogueState catalogue={catalogue} typed={typed} filter={filter} />
          </div>
          {place.width >= leastForDetail && active && (
            <CatalogueDetail
              entry={active}
              action={replaced === undefined ? 'Put on the canvas' : `Put in place of ${replaced}`}
              onAdd={() => choose(active)}
            />
          )}
        </div>
        <KeyHints hints={hints} />
      </Popup>
    </div>
  );
}
