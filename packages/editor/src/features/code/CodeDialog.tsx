import { Button, Modal, Tabs, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { ModelCode } from './ModelCode.tsx';
import { allModelSnippets } from './snippets/all-model-snippets.ts';
import { allSnippets } from './snippets/all-snippets.ts';
import { useSnippetFacts } from './use-snippet-facts.ts';
import styles from './CodeDialog.module.css';

const allTabs: readonly { id: string; title: string }[] = [...allSnippets, ...allModelSnippets];

function Unsaved() {
  const { files } = useEditor();
  const tab = useTab();
  return (
    <EmptyState
      title={tab.readOnly ? 'This is a run as it was' : 'This workflow is not saved yet'}
      actions={
        <Button
          size="xs"
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          onClick={() => void files.save(tab)}
        >
          {tab.readOnly ? 'Save it as a workflow' : 'Save'}
        </Button>
      }
    >
      Other programs run it by its id on this server, which it gets when it is saved.
    </EmptyState>
  );
}

const saveWords: Readonly<Record<string, string>> = {
  changed: 'Your last changes are not saved yet; the code runs what is saved.',
  conflict: 'Somebody else has saved another state; the code runs that one.',
  failed: 'Your last changes could not be saved; the code runs what is saved.',
};

function Warnings({ missing }: { missing: readonly string[] }) {
  const { workspace } = useEditor();
  const { key } = useTab();
  const inputs = useDocument(({ workflow }) => workflow.inputs);
  const status = useStore(
    workspace,
    ({ tabs }) => tabs.find((tab) => tab.key === key)?.saveStatus.kind,
  );
  const names = missing.map((name) => inputs?.[name]?.title ?? name).join(', ');
  const unsaved = saveWords[status ?? ''];
  return (
    <>
      {missing.length > 0 && (
        <p className={styles['warning']} role="status">
          Without a value so far: {names}. Fill in the form of the app, or add{' '}
          {missing.length === 1 ? 'it' : 'them'} to the inputs in the code, before it is run.
        </p>
      )}
      {unsaved !== undefined && <p className={styles['warning']}>{unsaved}</p>}
    </>
  );
}

function Code() {
  const { files } = useEditor();
  const tab = useTab();
  const { facts, missing, error } = useSnippetFacts();
  const [kept, setKept] = useLocalStorage({
    key: 'catena.code-tab',
    defaultValue: 'curl',
    getInitialValueInEffect: false,
  });
  if (error)
    return (
      <ErrorState title="The settings of the server could not be read.">{error.message}</ErrorState>
    );
  if (!facts) return <LoadingState what="Writing the code" />;
  const open = allTabs.some(({ id }) => id === kept) ? kept : 'curl';
  return (
    <>
      <Warnings missing={missing} />
      <Tabs value={open} keepMounted={false} onChange={(id) => id !== null && setKept(id)}>
        <Tabs.List>
          {allTabs.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {allSnippets.map((snippet) => (
          <Tabs.Panel key={snippet.id} value={snippet.id}>
            <CodeBlock title={snippet.title} words={snippet.words} text={snippet.write(facts)} />
          </Tabs.Panel>
        ))}
        {allModelSnippets.map((snippet) => (
          <Tabs.Panel key={snippet.id} value={snippet.id}>
            <ModelCode snippet={snippet} facts={facts} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <div className={styles['foot']}>
        <Text size="sm" c="dimmed">
          With the values of the form. All of the API:{' '}
          <a href="/api/reference" target="_blank" rel="noreferrer">
            /api/reference
          </a>
        </Text>
        <Button size="xs" variant="subtle" onClick={() => files.exportJson(tab)}>
          Download the workflow (JSON)
        </Button>
      </div>
    </>
  );
}

/** How the open workflow is run from other programs, with its current values. */
export function CodeDialog() {
  const { view } = useEditor();
  const { workflowId } = useTab();
  return (
    <Modal opened size={900} title="Use from code" onClose={() => view.hide()}>
      {workflowId !== undefined ? <Code /> : <Unsaved />}
    </Modal>
  );
}
