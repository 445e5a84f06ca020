import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor, useTab } from '../../document/editor-context.ts';
import { setNode } from '../../document/edits/set-node.ts';
import { openSubWorkflow } from '../../document/open-sub-workflow.ts';
import { publishedKey } from '../../parts/models/use-published.ts';
import styles from './inspector.module.css';

const typingMs = 200;
const mostListed = 50;

interface Choice {
  value: string;
  label: string;
}

function useChoices(typed: string): { group: string; items: Choice[] }[] {
  const { client } = useEditor();
  const { workflowId } = useTab();
  const [search] = useDebouncedValue(typed.trim(), typingMs);
  const saved = useQuery({
    queryKey: ['workflows', 'choice', search],
    queryFn: async () => (await client.workflows.list({ search, limit: mostListed })).workflows,
  });
  const published = useQuery({
    queryKey: publishedKey,
    queryFn: async () => (await client.publishedModels.list()).models,
  });
  return [
    {
      group: 'Published',
      items: (published.data ?? []).map(({ model, title }) => ({
        value: model,
        label: `${title} · ${model}`,
      })),
    },
    {
      group: 'Saved',
      // A workflow cannot run itself.
      items: (saved.data ?? [])
        .filter(({ id }) => id !== workflowId)
        .map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
}

function useChosenName(reference: string | undefined): string | undefined {
  const found = useCatalog(({ workflows }) => workflows.get(reference ?? ''));
  if (reference === undefined) return undefined;
  return found?.workflow.name ?? reference;
}

/** The workflow that a node runs: chosen among the saved and published ones, and opened. */
export function SubWorkflowLine({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const editor = useEditor();
  const tab = useTab();
  const { workflow: reference } = node;
  const [typed, setTyped] = useState('');
  const name = useChosenName(reference);
  const groups = useChoices(typed === name ? '' : typed);
  const missing = useCatalog(({ missingWorkflows }) => missingWorkflows.get(reference ?? ''));
  const isListed = groups.some(({ items }) => items.some(({ value }) => value === reference));
  const data =
    reference === undefined || isListed
      ? groups
      : [
          { group: 'This node', items: [{ value: reference, label: name ?? reference }] },
          ...groups,
        ];
  function choose(value: string | null) {
    if (value === null || value === reference) return;
    tab.document.edit('Choose the workflow', setNode(nodeId, { workflow: value }));
  }
  return (
    <div className={styles['tight']}>
      <Select
        label="Runs the workflow"
        placeholder="Choose one, or search"
        size="xs"
        searchable
        data={data}
        value={reference ?? null}
        disabled={tab.readOnly}
        nothingFoundMessage="No workflow is called that"
        error={missing && `${missing.message} ${missing.hint ?? ''}`}
        onSearchChange={setTyped}
        onChange={choose}
      />
      {reference !== undefined && !missing && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => void openSubWorkflow(editor, tab, nodeId)}
        >
          Open it
        </Button>
      )}
    </div>
  );
}
