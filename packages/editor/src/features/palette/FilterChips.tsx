import type { BaseType } from '@catena/engine';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { categoryTitle, type LibraryEntry, type LibraryFilter } from './library-entry.ts';
import classes from './FilterChips.module.css';

interface ChipsProps {
  label: string;
  values: readonly string[];
  chosen: string | undefined;
  onChoose(value: string | undefined): void;
  /** Values are types of ports: they have a shape. */
  asTypes?: boolean;
}

function Chips({ label, values, chosen, onChoose, asTypes = false }: ChipsProps) {
  const words = (value: string) =>
    asTypes ? describePortType({ base: value as BaseType, depth: 0 }) : categoryTitle(value);
  return (
    <div className={classes.line} role="group" aria-label={label}>
      <span className={classes.label} aria-hidden>
        {label}
      </span>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className={classes.chip}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? undefined : value)}
        >
          {asTypes && (
            <PortMark type={{ base: value as BaseType, depth: 0 }} size={10} decorative />
          )}
          {words(value)}
        </button>
      ))}
    </div>
  );
}

function basesOf(entries: readonly LibraryEntry[], side: 'takes' | 'gives'): string[] {
  const bases = entries.flatMap((entry) => entry[side].map(({ base }) => base));
  return [...new Set(bases)].filter((base) => base !== 'any');
}

interface FilterChipsProps {
  entries: readonly LibraryEntry[];
  filter: LibraryFilter;
  onChange(filter: LibraryFilter): void;
}

/** Filters of the library: by category, and by what an entry takes or gives. */
export function FilterChips({ entries, filter, onChange }: FilterChipsProps) {
  const set = (name: keyof LibraryFilter, value: string | undefined) => {
    const { [name]: _before, ...others } = filter;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  const categories = [...new Set(entries.map(({ category }) => category))];
  return (
    <div className={classes.filters}>
      <Chips
        label="Kind"
        values={categories}
        chosen={filter.category}
        onChoose={(value) => set('category', value)}
      />
      <Chips
        asTypes
        label="Takes"
        values={basesOf(entries, 'takes')}
        chosen={filter.takes}
        onChoose={(value) => set('takes', value)}
      />
      <Chips
        asTypes
        label="Gives"
        values={basesOf(entries, 'gives')}
        chosen={filter.gives}
        onChoose={(value) => set('gives', value)}
      />
    </div>
  );
}
