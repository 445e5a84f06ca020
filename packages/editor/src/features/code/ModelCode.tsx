import { Button } from '@mantine/core';
import { IconCube } from '@tabler/icons-react';
import { useMemo } from 'react';
import { semanticHash } from '@catena/engine';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { usePublished } from '../../parts/models/use-published.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { toAddresses, type ModelSnippet } from './snippets/model-facts.ts';
import type { SnippetFacts } from './snippets/snippet.ts';
import styles from './CodeDialog.module.css';

function Unpublished() {
  const { view } = useEditor();
  return (
    <EmptyState
      icon={<IconCube size={28} stroke={1.5} />}
      title="This workflow is not published yet"
      actions={
        <Button size="xs" onClick={() => view.show({ kind: 'publish' })}>
          Publish as a model …
        </Button>
      }
    >
      Once it is a model of this server, every client of Replicate’s API can call it; only the
      address is another one.
    </EmptyState>
  );
}

interface ModelCodeProps {
  snippet: ModelSnippet;
  facts: SnippetFacts;
}

/** How a published workflow is called by clients of Replicate; what to do where it is not published. */
export function ModelCode({ snippet, facts }: ModelCodeProps) {
  const { view } = useEditor();
  const { workflowId } = useTab();
  const { models, isPending } = usePublished(workflowId);
  const workflow = useDocument((state) => state.workflow);
  const hash = useMemo(() => semanticHash(workflow), [workflow]);
  if (isPending) return <LoadingState what="Looking whether it is published" rows={3} />;
  const [published] = models;
  const [newest] = published?.versions ?? [];
  if (!published || !newest) return <Unpublished />;
  const { baseUrl, needsToken, givesFiles } = facts;
  const input = toAddresses(facts.inputs, baseUrl) as Record<string, unknown>;
  const { model } = published;
  const text = snippet.write({
    baseUrl,
    needsToken,
    model,
    version: newest.id,
    input,
    givesFiles,
  });
  return (
    <>
      {newest.id !== hash && (
        <p className={styles['warning']} role="status">
          {model} is older than the canvas; the code calls what is published.{' '}
          <button
            type="button"
            className={styles['inline']}
            onClick={() => view.show({ kind: 'publish' })}
          >
            Publish again …
          </button>
        </p>
      )}
      <CodeBlock title={snippet.title} words={snippet.words} text={text} />
    </>
  );
}
