import type { BaseType } from '@catena/engine';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { providerTitle } from '../../parts/models/provider-words.ts';
import type { CatalogueFilter } from './catalogue-entry.ts';
import type { Catalogue } from './use-catalogue.ts';
import styles from './Catalogue.module.css';

interface CatalogueFiltersProps {
  catalogue: Catalogue;
  filter: CatalogueFilter;
  onChange(filter: CatalogueFilter): void;
}

function typeOf(base: BaseType) {
  return { base, depth: 0 } as const;
}

/** Filters of the catalogue: by who runs a model, and by what it gives. */
export function CatalogueFilters({ catalogue, filter, onChange }: CatalogueFiltersProps) {
  const { sources, search, kinds } = catalogue;
  return (
    <div className={styles['filters']}>
      <div className={styles['chips']} role="group" aria-label="Source">
        {[undefined, ...sources].map((source) => (
          <button
            key={source ?? 'all'}
            type="button"
            className={styles['chip']}
            aria-pressed={filter.source === source}
            onClick={() => onChange({ ...filter, source })}
          >
            {source === undefined ? 'All' : providerTitle(source)}
            {source !== undefined && search.pending.includes(source) && (
              <span className={styles['busy']} aria-label="is being asked" />
            )}
          </button>
        ))}
      </div>
      {kinds.length > 0 && (
        <div className={styles['chips']} role="group" aria-label="Gives">
          <span className={styles['chipsLabel']} aria-hidden>
            Gives
          </span>
          {kinds.map((base) => (
            <button
              key={base}
              type="button"
              className={styles['chip']}
              aria-pressed={filter.gives === base}
              onClick={() =>
                onChange({ ...filter, gives: filter.gives === base ? undefined : base })
              }
            >
              <PortMark type={typeOf(base)} size={10} decorative />
              {describePortType(typeOf(base))}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
