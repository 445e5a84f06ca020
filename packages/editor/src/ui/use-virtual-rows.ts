import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface VirtualRowsOptions {
  count: number;
  /** The element that scrolls. */
  scroll: RefObject<HTMLElement | null>;
  rowHeightPx: number;
  /** What lies above the rows in the same element. @defaultValue 0 */
  marginPx?: number;
  /** Rows drawn beyond what is in view. @defaultValue 8 */
  overscan?: number;
}

/** The rows of a long list that are in view, each with its distance from the top of the list. */
export function useVirtualRows(options: VirtualRowsOptions): {
  rows: { index: number; topPx: number }[];
  heightPx: number;
} {
  const { count, scroll, rowHeightPx, marginPx = 0, overscan = 8 } = options;
  // The rule is about React's compiler, which is not used here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeightPx,
    scrollMargin: marginPx,
    overscan,
  });
  const rows = virtual
    .getVirtualItems()
    .map(({ index, start }) => ({ index, topPx: start - marginPx }));
  return { rows, heightPx: virtual.getTotalSize() };
}
