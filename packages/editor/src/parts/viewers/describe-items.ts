import type { ResultItem } from '../collect-results.ts';

/** How many items a list has, and of those still to come how many are there: `12 items`, `9 of 12`. */
export function describeItems(items: readonly ResultItem[]): { text: string; failed: number } {
  const there = items.filter((item) => 'value' in item).length;
  const failed = items.filter(({ step }) => step?.status === 'failed').length;
  const total = items.length;
  if (total === 0) return { text: 'No items', failed };
  return {
    text: there === total ? `${total} item${total === 1 ? '' : 's'}` : `${there} of ${total}`,
    failed,
  };
}
