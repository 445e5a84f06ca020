import { Select } from '@mantine/core';
import type { ViewerItem } from './list-viewer-items.ts';
import { labelOf, pictureOf } from './viewer-picture.ts';

export interface CompareChoiceProps {
  items: readonly ViewerItem[];
  /** Of the picture that is shown. */
  position: number;
  /** Of the one that it is compared with. */
  value: number;
  onChange: (position: number) => void;
}

/** Chooses the picture to compare with. */
export function CompareChoice({ items, position, value, onChange }: CompareChoiceProps) {
  const data = items.flatMap((item, index) =>
    index !== position && pictureOf(item) ? [{ value: String(index), label: labelOf(item) }] : [],
  );
  return (
    <Select
      size="xs"
      aria-label="Compare with"
      allowDeselect={false}
      data={data}
      value={String(value)}
      comboboxProps={{ withinPortal: false }}
      onChange={(next) => next !== null && onChange(Number(next))}
    />
  );
}
