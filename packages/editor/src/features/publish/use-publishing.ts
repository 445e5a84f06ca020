import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@catena/server/client';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { publishedKey } from '../../parts/models/use-published.ts';

/** What went wrong, in words. */
function describe(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  const { title, detail } = error.problem;
  return detail === undefined ? title : `${title} ${detail}`;
}

/** Publishes the open workflow as it is on the canvas, and takes it back. */
export function usePublishing() {
  const { client, files, workspace, notifier } = useEditor();
  const tab = useTab();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: publishedKey });

  const publish = useMutation({
    async mutationFn(model: string) {
      // What is published is what is saved.
      await files.save(tab);
      const saved = workspace.find(tab.key);
      if (saved?.workflowId === undefined || saved.saveStatus.kind !== 'saved') {
        throw new Error('The workflow could not be saved, so nothing was published.');
      }
      return client.publishedModels.publish(saved.workflowId, { model });
    },
    onSuccess: ({ model }) =>
      notifier.say({ kind: 'good', text: `It can be called as ${model} now.` }),
    onSettled,
  });
  const unpublish = useMutation({
    mutationFn: (model: string) => client.publishedModels.unpublish(model),
    onSuccess: (_answer, model) =>
      notifier.say({
        kind: 'info',
        text: `${model} is no model any more.`,
        hint: 'The workflow and its runs stay.',
      }),
    onSettled,
  });
  const error = publish.error ?? unpublish.error;
  return {
    publish: (model: string) => publish.mutate(model),
    unpublish: (model: string) => unpublish.mutate(model),
    isBusy: publish.isPending || unpublish.isPending,
    problem: error ? describe(error) : undefined,
  };
}
