import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { modelsKey } from '../../parts/models/use-model-search.ts';

const settingsKey = ['settings'] as const;

/** What the server keeps to. */
export function useSettings() {
  const { client } = useEditor();
  return useQuery({ queryKey: settingsKey, queryFn: () => client.settings.get() });
}

/** Why something was not kept, in words. */
export function describeProblem(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  const { title, detail } = error.problem;
  return detail === undefined ? title : `${title} ${detail}`;
}

/** Changes a setting of the server, and reads what holds afterwards. Each field has its own. */
export function useChange() {
  const queries = useQueryClient();
  const { catalog } = useEditor();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled() {
      // A token makes models known that were not there.
      catalog.retryMissing();
      void queries.invalidateQueries({ queryKey: modelsKey });
      return queries.invalidateQueries({ queryKey: settingsKey });
    },
  });
}
