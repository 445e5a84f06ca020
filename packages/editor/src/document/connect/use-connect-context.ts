import { useMemo } from 'react';
import { useAnalysis, useCatalog, useDocument } from '../editor-context.ts';
import type { ConnectContext } from './connect-context.ts';

/** What fits what in the open document, for components; as far as it is analysed by now. */
export function useConnectContext(): ConnectContext {
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const typed = useAnalysis((state) => state.typed);
  const catalog = useCatalog((state) => state.catalog);
  const models = useCatalog((state) => state.models);
  return useMemo(
    () => ({ workflow, ports, typed, catalog, models }),
    [workflow, ports, typed, catalog, models],
  );
}
