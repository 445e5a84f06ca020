import { Button, Select, TextInput } from '@mantine/core';
import { IconDeviceDesktop, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useEditor } from '../../document/editor-context.ts';
import { DropOverlay } from '../../ui/DropOverlay.tsx';
import { fetchTemplates, templatesKey } from './list-templates.ts';
import { SavedWorkflows } from './SavedWorkflows.tsx';
import { Templates } from './Templates.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { listWorkflows, workflowOrders, type WorkflowOrder } from './list-workflows.ts';
import classes from './WorkflowsScreen.module.css';

function Head(props: {
  search: string;
  onSearch: (search: string) => void;
  order: WorkflowOrder;
  onOrder: (order: WorkflowOrder) => void;
}) {
  const { files, view } = useEditor();
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>Workflows</h1>
      <TextInput
        aria-label="Search workflows and templates"
        placeholder="Search"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={props.search}
        onChange={(event) => props.onSearch(event.currentTarget.value)}
        size="xs"
        className={classes.search ?? ''}
      />
      <Select
        aria-label="Order of the workflows"
        data={[...workflowOrders]}
        value={props.order}
        onChange={(value) => value && props.onOrder(value)}
        allowDeselect={false}
        size="xs"
        w={130}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileImport size={15} aria-hidden />}
        onClick={() => view.show({ kind: 'import' })}
      >
        Import
      </Button>
      <Button
        size="xs"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => files.newWorkflow()}
      >
        New workflow
      </Button>
    </header>
  );
}

/** All workflows of this server, and templates to start from. */
export function WorkflowsScreen() {
  const { client, view } = useEditor();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<WorkflowOrder>('changed');
  const workflows = useQuery({ queryKey: ['workflows'], queryFn: () => listWorkflows(client) });
  const templates = useQuery({
    queryKey: templatesKey,
    queryFn: () => fetchTemplates(client),
    staleTime: Infinity,
  });
  const drop = useFileDrop((files) => view.show({ kind: 'import', files }));
  const onChanged = () => void queries.invalidateQueries({ queryKey: ['workflows'] });
  const isFree = templates.data?.every(({ metered }) => !metered) ?? false;

  return (
    <div className={classes.screen} {...drop.handlers}>
      <div className={classes.inner}>
        <Head search={search} onSearch={setSearch} order={order} onOrder={setOrder} />
        {isFree && (
          <p className={classes.note}>
            <IconDeviceDesktop size={16} stroke={1.6} aria-hidden />
            All templates run on this machine: no account, nothing to pay.
          </p>
        )}
        <SavedWorkflows query={workflows} search={search} order={order} onChanged={onChanged} />
        <Templates query={templates} search={search} />
      </div>
      {drop.over && (
        <DropOverlay title="Drop to open" hint="A workflow, or a picture that carries one" />
      )}
    </div>
  );
}
