import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ModelSummary } from '@catena/server/client';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import { findModelNodeType, listLibrary, type LibraryEntry } from './library-entry.ts';

/** The library as it is known by now. */
export interface Library {
  entries: readonly LibraryEntry[];
  /** Providers that have models. */
  providers: readonly string[];
  modelType: string | undefined;
  /** Whether node types are there; models may come later. */
  status: 'loading' | 'ready' | 'failed';
  error: string | undefined;
  modelsStatus: 'pending' | 'error' | 'success';
  retry(): void;
}

const noModels: readonly ModelSummary[] = [];

/** Node types and models; the models are asked for once. */
export function useLibrary(): Library {
  const { client, catalog } = useEditor();
  const status = useCatalog((state) => state.status);
  const error = useCatalog((state) => state.error);
  const nodeTypes = useCatalog((state) => state.nodeTypes);
  const models = useQuery({
    queryKey: ['models'],
    queryFn: () => client.models.search(),
    staleTime: 5 * 60 * 1000,
    select: (answer) => answer.models,
  });
  const known = models.data ?? noModels;
  const entries = useMemo(() => listLibrary(nodeTypes, known), [nodeTypes, known]);
  const providers = useMemo(() => [...new Set(known.map(({ provider }) => provider))], [known]);
  return {
    entries,
    providers,
    modelType: findModelNodeType(nodeTypes),
    status,
    error,
    modelsStatus: models.status,
    retry() {
      if (status === 'failed') void catalog.load();
      if (models.isError) void models.refetch();
    },
  };
}
