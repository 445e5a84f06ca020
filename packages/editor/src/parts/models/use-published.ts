import { useQuery } from '@tanstack/react-query';
import type { PublishedModel } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';

/** The list of published workflows is kept under it. */
export const publishedKey = ['published-models'] as const;

const none: readonly PublishedModel[] = [];

/** The models that a saved workflow is published as. */
export function usePublished(workflowId: string | undefined) {
  const { client } = useEditor();
  const query = useQuery({
    queryKey: publishedKey,
    queryFn: async () => (await client.publishedModels.list()).models,
    enabled: workflowId !== undefined,
  });
  const models =
    workflowId === undefined
      ? none
      : (query.data?.filter((model) => model.workflowId === workflowId) ?? none);
  return { models, isPending: query.isPending, error: query.error, refetch: query.refetch };
}
