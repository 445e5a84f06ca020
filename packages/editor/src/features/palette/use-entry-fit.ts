import { useEffect, useMemo } from 'react';
import { connectContextOf } from '../../document/connect/connect-context.ts';
import { loadFreeModels } from '../../document/connect/load-free-models.ts';
import { useCatalog, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { createEntryFit, type EntryFit, type NodeSearchOverlay } from './entry-fit.ts';

/** How well entries fit what the search was opened for; undefined where everything does. */
export function useEntryFit(overlay: NodeSearchOverlay): EntryFit | undefined {
  const { client, catalog } = useEditor();
  const tab = useTab();
  const models = useCatalog((state) => state.models);
  const version = useDocument((state) => state.version);
  useEffect(() => {
    // Models that cannot be asked for now are told from their types alone.
    loadFreeModels(client, catalog).catch(() => undefined);
  }, [client, catalog]);
  return useMemo(
    () => createEntryFit(connectContextOf(tab, catalog), overlay),
    // The context is read anew when the document or what is known of models changes.
    [tab, catalog, overlay, models, version],
  );
}

