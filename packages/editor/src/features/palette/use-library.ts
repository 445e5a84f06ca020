import { useMemo } from 'react';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import { useModelSearch } from '../../parts/models/use-model-search.ts';
import { findModelNodeType, listLibrary, type LibraryEntry } from './library-entry.ts';

/** The library as it is known by now. */
export interface Library {
  entries: readonly LibraryEntry[];
  /** Providers that there are. */
  providers: readonly string[];
  modelType: string | undefined;
  /** Whether node types are there; models may come later. */
  status: 'loading' | 'ready' | 'failed';
  error: string | undefined;
  modelsStatus: 'pending' | 'error' | 'success';
  retry(): void;
}

/** Node types and models; each provider answers in its own time. */
export function useLibrary(): Library {
  const { catalog } = useEditor();
  const status = useCatalog((state) => state.status);
  const error = useCatalog((state) => state.error);
  const nodeTypes = useCatalog((state) => state.nodeTypes);
  const search = useModelSearch('');
  const { models, providers } = search;
  const entries = useMemo(() => listLibrary(nodeTypes, models), [nodeTypes, models]);
  const isWaiting = search.pending.length > 0 && models.length === 0;
  const hasFailed =
    search.error !== undefined || (models.length === 0 && search.problems.length > 0);
  return {
    entries,
    providers,
    modelType: findModelNodeType(nodeTypes),
    status,
    error,
    modelsStatus: isWaiting ? 'pending' : hasFailed ? 'error' : 'success',
    retry() {
      if (status === 'failed') void catalog.load();
      if (hasFailed) search.retry();
    },
  };
}
