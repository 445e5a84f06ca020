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
  /** Cancels these, once the person has agreed. */
  cancelAll(runs: readonly RunSummary[]): void;
  /** Deletes these, once the person has agreed. */
  removeAll(runs: readonly RunSummary[]): void;
}

interface Question {
  title: string;
  words: string;
  confirm: string;
  refuse: string;
  onConfirm: () => void;
}

function ask({ title, words, confirm, refuse, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: <Text size="md">{words}</Text>,
    labels: { confirm, cancel: refuse },
    confirmProps: { color: 'red' },
    onConfirm,
  });
}

function count(runs: readonly RunSummary[]): string {
  return runs.length === 1 ? 'one run' : `${runs.length} runs`;
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
      remove: (run) =>
        ask({
          title: 'Delete this run?',
          words:
            'Its record goes for good. Files it made stay as long as something else names them.',
          confirm: 'Delete run',
          refuse: 'Keep it',
          onConfirm: () =>
            void attempt('The run was not deleted.', () => client.runs.remove(run.id)),
        }),
      cancelAll: (runs) =>
        ask({
          title: `Cancel ${count(runs)}?`,
          words: 'What is done stays, what is under way stops. Calls that were sent may be billed.',
          confirm: `Cancel ${count(runs)}`,
          refuse: runs.length === 1 ? 'Let it go on' : 'Let them go on',
          onConfirm: () =>
            void attempt('Not all of them were canceled.', () =>
              Promise.all(runs.map(({ id }) => client.runs.cancel(id))),
            ),
        }),
      removeAll: (runs) =>
        ask({
          title: `Delete ${count(runs)}?`,
          words:
            'Their records go for good. Files they made stay as long as something else names them.',
          confirm: `Delete ${count(runs)}`,
          refuse: 'Keep them',
          onConfirm: () =>
            void attempt('Not all of them were deleted.', () =>
              Promise.all(runs.map(({ id }) => client.runs.remove(id))),
            ),
        }),
    };
  }, [client, files, notifier, queries]);
}
