import { Modal, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { readDocument } from './open-workflow.ts';
import { VersionItem } from './VersionItem.tsx';
import classes from './VersionsDialog.module.css';

/** The newest version may be read again by another name meanwhile. */
const keyOf = (id: string | undefined, revision: number | undefined) => ['versions', id, revision];

function VersionList({
  workflowId,
  revision,
}: {
  workflowId: string;
  revision: number | undefined;
}) {
  const { client, workspace, view, notifier } = useEditor();
  const queries = useQueryClient();
  const tab = useTab();
  const now = useDocument((state) => state.workflow);
  const query = useQuery({
    queryKey: keyOf(workflowId, revision),
    queryFn: async () => (await client.workflows.versions(workflowId)).versions,
  });
  if (query.isPending) return <LoadingState what="Loading versions" />;
  if (query.isError) {
    return (
      <ErrorState title="The versions could not be loaded." onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  }

  const fetchVersion = async (wanted: number) =>
    readDocument((await client.workflows.version(workflowId, wanted)).workflow);

  async function attempt(what: string, task: () => Promise<void>) {
    try {
      await task();
    } catch (error) {
      notifier.say({ kind: 'error', text: what, hint: (error as Error).message });
    }
  }

  return (
    <ul className={classes.list} aria-label="Versions, newest first">
      {query.data.map((version) => (
        <VersionItem
          key={version.revision}
          version={version}
          isCurrent={version.revision === revision}
          now={now}
          listedAtMs={query.dataUpdatedAt}
          fetchVersion={fetchVersion}
          onLabel={(label) =>
            void attempt('The version was not named.', async () => {
              await client.workflows.labelVersion(workflowId, version.revision, label || null);
              await queries.invalidateQueries({ queryKey: ['versions', workflowId] });
            })
          }
          onOpen={() =>
            void attempt('The version was not opened.', async () => {
              workspace.open(await fetchVersion(version.revision), { readOnly: true });
              view.setState({ screen: 'canvas', overlay: undefined });
            })
          }
          onRestore={() =>
            void attempt('The version was not restored.', async () => {
              const workflow = await fetchVersion(version.revision);
              tab.document.edit(`Restore version ${version.revision}`, () => workflow);
              view.hide();
              notifier.say({
                kind: 'good',
                text: `Version ${version.revision} is back.`,
                hint: 'Undo brings what you had before.',
              });
            })
          }
        />
      ))}
    </ul>
  );
}

/** The states in which the open workflow was saved. */
export function VersionsDialog() {
  const { view, workspace } = useEditor();
  const { key } = useTab();
  const { workflowId, revision } = workspace.find(key) ?? {};
  return (
    <Modal opened onClose={() => view.hide()} title="Versions" size="lg" centered>
      {workflowId === undefined ? (
        <Text size="md" c="dimmed">
          This workflow was never saved. Once it is, each save is kept here as a version.
        </Text>
      ) : (
        <VersionList workflowId={workflowId} revision={revision} />
      )}
    </Modal>
  );
}
