import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, type RunSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { runQueries } from '../../runs/use-run-list.ts';

/** What a person can do with a run in a list. */
export interface RunActions {
  /** Shows it on the canvas as it was. */
  open(run: RunSummary): void;
  cancel(run: RunSummary): void;
  /** Runs the same workflow with the same inputs. */
  again(run: RunSummary): void;
  /** Deletes it, once the person has agreed. */
  remove(run: RunSummary): void;
}

/** What can be done with runs; what fails is told. */
export function useRunActions(): RunActions {
  const { client, files, notifier } = useEditor();
  const queries = useQueryClient();
  return useMemo(() => {
    async function attempt(failure: string, work: () => Promise<unknown>) {
      try {
        await work();
      } catch (error) {
        const hint =
          error instanceof ApiError
            ? [error.message, error.problem.detail].filter(Boolean).join(' ')
            : (error as Error).message;
        notifier.say({ kind: 'error', text: failure, hint });
      }
      await queries.invalidateQueries({ queryKey: runQueries });
    }
    async function runAgain({ id, workflowId, targets, dry }: RunSummary) {
      const { workflow, inputs } = await client.runs.get(id);
      await client.runs.start({
        workflow,
        inputs,
        ...(workflowId !== undefined && { workflowId }),
        ...(targets && { targets }),
        ...(dry && { dry }),
      });
      notifier.say({ kind: 'good', text: 'The run was started again.' });
    }
    return {
      open: (run) => void attempt('The run could not be opened.', () => files.openRun(run.id)),
      cancel: (run) =>
        void attempt('The run was not canceled; it goes on.', () => client.runs.cancel(run.id)),
      again: (run) => void attempt('The run was not started again.', () => runAgain(run)),
      remove(run) {
        modals.openConfirmModal({
          title: 'Delete this run?',
          children: (
            <Text size="md">
              Its record goes for good. Files it made stay as long as something else names them.
            </Text>
          ),
          labels: { confirm: 'Delete run', cancel: 'Keep it' },
          confirmProps: { color: 'red' },
          onConfirm: () =>
            void attempt('The run was not deleted.', () => client.runs.remove(run.id)),
        });
      },
    };
  }, [client, files, notifier, queries]);
}
