import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { semanticHash, type Issue } from '@catena/engine';
import type { Plan } from '@catena/server/client';
import { useAnalysis, useDocument, useEditor, useTab } from '../document/editor-context.ts';
import { neededInputs, type RunInputs } from '../document/run-inputs.ts';
import { findObstacles } from './find-obstacles.ts';
import { useRuns } from './runs-context.ts';

/** How long the document has to rest before it is planned, in milliseconds. */
const restMs = 700;

/** The errors that stand in the way of running the whole document. */
export function useObstacles(): readonly Issue[] {
  const issues = useAnalysis((state) => state.issues);
  const { document } = useTab();
  return useMemo(() => findObstacles(document.getState().workflow, issues), [document, issues]);
}

/**
 * What a run of the document would do; undefined while that is not known or it cannot be run.
 *
 * @param inputs - Values for the workflow's inputs; `'incomplete'` where some that are needed are missing.
 */
export function usePlan(inputs?: RunInputs | 'incomplete'): Plan | undefined {
  const { client } = useEditor();
  const { readOnly } = useTab();
  const obstacles = useObstacles();
  const isAnalysed = useAnalysis(({ version, loadingModels }) => version >= 0 && !loadingModels);
  const [workflow] = useDebouncedValue(
    useDocument((state) => state.workflow),
    restMs,
  );
  const [given] = useDebouncedValue(inputs, restMs);
  const changes = useStore(useRuns(), (state) => state.changes);
  const hash = useMemo(() => semanticHash(workflow), [workflow]);
  const isMissing = given === undefined && neededInputs(workflow).length > 0;
  const isPossible =
    !readOnly && isAnalysed && obstacles.length === 0 && given !== 'incomplete' && !isMissing;
  const values = isPossible && given && Object.keys(given).length > 0 ? { ...given } : undefined;
  const { data } = useQuery({
    queryKey: ['plan', hash, changes, ...(values ? [values] : [])],
    queryFn: ({ signal }) => client.plan({ workflow, ...(values && { inputs: values }) }, signal),
    enabled: isPossible,
    retry: false,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return isPossible ? data : undefined;
}
