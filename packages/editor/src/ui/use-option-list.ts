import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';

export interface OptionListOptions<Item> {
  items: readonly Item[];
  /** Tells items apart; ids of elements are made of it. */
  idOf(item: Item): string;
  choose(item: Item): void;
  /** When it changes, the first option is active again: what was typed. */
  resetKey: string;
  /** How many options stand in a row, where they stand in rows: then arrows sideways move too. */
  columns?: () => number;
}

/** What {@link useOptionList} gives to an input and to its options. */
export interface OptionList<Item> {
  active: Item | undefined;
  inputProps: {
    role: 'combobox';
    'aria-expanded': boolean;
    'aria-controls': string;
    'aria-autocomplete': 'list';
    'aria-activedescendant': string | undefined;
    onKeyDown(event: KeyboardEvent): void;
  };
  listProps: { role: 'listbox'; id: string };
  optionProps(item: Item): {
    role: 'option';
    id: string;
    'aria-selected': boolean;
    onMouseMove(): void;
    onMouseDown(event: MouseEvent): void;
    onClick(): void;
  };
}

type Step = (index: number, count: number, columns: number) => number;

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  PageDown: (index, count) => Math.min(count - 1, index + 8),
  PageUp: (index) => Math.max(0, index - 8),
};

const stepsInRows: Readonly<Record<string, Step>> = {
  ArrowRight: (index, count) => Math.min(count - 1, index + 1),
  ArrowLeft: (index) => Math.max(0, index - 1),
  ArrowDown: (index, count, columns) => (index + columns < count ? index + columns : index),
  ArrowUp: (index, _count, columns) => (index >= columns ? index - columns : index),
  PageDown: (index, count, columns) => Math.min(count - 1, index + 3 * columns),
  PageUp: (index, _count, columns) => Math.max(0, index - 3 * columns),
};

/**
 * The keyboard of a search box over a list: arrows move through the options while the caret stays in
 * the field, Enter chooses, and the first option is active from the beginning.
 */
export function useOptionList<Item>(options: OptionListOptions<Item>): OptionList<Item> {
  const { items, idOf, choose, resetKey, columns } = options;
  const listId = useId();
  const [position, setPosition] = useState({ resetKey, index: 0 });
  const index = position.resetKey === resetKey ? Math.min(position.index, items.length - 1) : 0;
  const active = items[index];
  const elementId = (item: Item) => `${listId}-${idOf(item)}`;
  const activeId = active && elementId(active);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current || activeId === undefined) return;
    moved.current = false;
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const hasModifier = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
    const step = columns ? (hasModifier ? undefined : stepsInRows[event.key]) : steps[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      moved.current = true;
      setPosition({ resetKey, index: step(Math.max(0, index), items.length, columns?.() ?? 1) });
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      event.stopPropagation();
      choose(active);
    }
  }

  return {
    active,
    inputProps: {
      role: 'combobox',
      'aria-expanded': true,
      'aria-controls': listId,
      'aria-autocomplete': 'list',
      'aria-activedescendant': activeId,
      onKeyDown,
    },
    listProps: { role: 'listbox', id: listId },
    optionProps: (item) => ({
      role: 'option',
      id: elementId(item),
      'aria-selected': item === active,
      onMouseMove: () => {
        if (item !== active) setPosition({ resetKey, index: items.indexOf(item) });
      },
      // The caret stays in the field.
      onMouseDown: (event) => event.preventDefault(),
      onClick: () => choose(item),
    }),
  };
}
