import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import { useModelSearch, type ModelSearch } from '../../parts/models/use-model-search.ts';
import { publishedKey } from '../../parts/models/use-published.ts';
import {
  filterEntries,
  findRunnerTypes,
  kindsOf,
  listEntries,
  publishedSource,
  type CatalogueEntry,
  type CatalogueFilter,
} from './catalogue-entry.ts';

/** While somebody types nobody is asked. */
const typingMs = 200;

const noModels = [] as const;

/** The catalogue as it is known by now. */
export interface Catalogue {
  shown: readonly CatalogueEntry[];
  /** Found but left out by the filter. */
  hidden: number;
  sources: readonly string[];
  kinds: ReturnType<typeof kindsOf>;
  search: ModelSearch;
}

/** Everything that runs as a model, by words and filter. */
export function useCatalogue(typed: string, filter: CatalogueFilter): Catalogue {
  const { client } = useEditor();
  const [words] = useDebouncedValue(typed.trim(), typed === '' ? 0 : typingMs);
  const nodeTypes = useCatalog((state) => state.nodeTypes);
  const search = useModelSearch(words);
  const published = useQuery({
    queryKey: publishedKey,
    queryFn: async () => (await client.publishedModels.list()).models,
  });
  const { models, providers } = search;
  const publishedModels = published.data ?? noModels;
  const entries = useMemo(
    () => listEntries({ models, published: publishedModels }, findRunnerTypes(nodeTypes), words),
    [models, publishedModels, nodeTypes, words],
  );
  const shown = useMemo(() => filterEntries(entries, filter), [entries, filter]);
  return {
    shown,
    hidden: entries.length - shown.length,
    sources: [...providers.slice(0, 1), publishedSource, ...providers.slice(1)],
    kinds: useMemo(() => kindsOf(entries), [entries]),
    search,
  };
}
