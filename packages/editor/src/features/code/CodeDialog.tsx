import { Button, Modal, Tabs, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCheck, IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { allSnippets } from './snippets/all-snippets.ts';
import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippets/snippet.ts';
import { useSnippetFacts } from './use-snippet-facts.ts';
import styles from './CodeDialog.module.css';

function CopyButton({ text }: { text: string }) {
  const { clipboard, notifier } = useEditor();
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  async function copy() {
    try {
      await clipboard.writeText(text);
      setCopied(text);
    } catch {
      notifier.say({
        kind: 'warning',
        text: 'The browser did not allow copying.',
        hint: 'Select the text and copy it.',
      });
    }
  }
  return (
    <Button
      size="xs"
      variant="default"
      className={styles['copy']}
      leftSection={
        isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
      }
      onClick={() => void copy()}
    >
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  );
}

function SnippetPanel({ snippet, facts }: { snippet: Snippet; facts: SnippetFacts }) {
  const text = snippet.write(facts);
  return (
    <div className={styles['panel']}>
      <p className={styles['words']}>
        {snippet.words}
        {text.includes(tokenPlaceholder) &&
          ' Put the token that the server was started with in its place.'}
      </p>
      <div className={styles['frame']}>
        <pre className={styles['code']} tabIndex={0} aria-label={`${snippet.title}: the code`}>
          <code>{text}</code>
        </pre>
        <CopyButton text={text} />
      </div>
    </div>
  );
}

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
  const open = allSnippets.some(({ id }) => id === kept) ? kept : 'curl';
  return (
    <>
      <Warnings missing={missing} />
      <Tabs value={open} keepMounted={false} onChange={(id) => id !== null && setKept(id)}>
        <Tabs.List>
          {allSnippets.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {allSnippets.map((snippet) => (
          <Tabs.Panel key={snippet.id} value={snippet.id}>
            <SnippetPanel snippet={snippet} facts={facts} />
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
