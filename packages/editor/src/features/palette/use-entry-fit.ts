import { useEffect, useMemo } from 'react';
import { loadFreeModels } from '../../document/connect/load-free-models.ts';
import { useConnectContext } from '../../document/connect/use-connect-context.ts';
import { useEditor } from '../../document/editor-context.ts';
import { createEntryFit, type EntryFit, type NodeSearchOverlay } from './entry-fit.ts';

/** How well entries fit what the search was opened for; undefined where everything does. */
export function useEntryFit(overlay: NodeSearchOverlay): EntryFit | undefined {
  const { client, catalog } = useEditor();
  const context = useConnectContext();
  useEffect(() => {
    // Models that cannot be asked for now are told from their types alone.
    loadFreeModels(client, catalog).catch(() => undefined);
  }, [client, catalog]);
  return useMemo(() => createEntryFit(context, overlay), [context, overlay]);
}
