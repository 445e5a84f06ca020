import type { CacheMiss } from '@catena/engine';

/** Why a step is computed, to follow "computed: "; undefined where there is nothing to say. */
export function describeMiss(miss: CacheMiss): string | undefined {
  switch (miss.kind) {
    case 'first-run':
      return undefined;
    case 'fresh':
      return 'fresh results were asked for';
    case 'not-cacheable':
      return 'its results are never kept';
    case 'not-kept':
      return 'the earlier result is no longer kept';
    case 'changed':
      return `${miss.changed.map((name) => `\`${name}\``).join(', ')} changed`;
  }
}
