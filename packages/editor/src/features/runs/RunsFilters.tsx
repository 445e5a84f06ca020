import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RunSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import styles from './runs-screen.module.css';

/** Which runs are listed. */
export interface RunsFilter {
  search: string;
  workflowId: string | undefined;
  status: RunSummary['status'] | undefined;
}

const statuses: readonly { value: string; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'running', label: 'Running' },
  { value: 'queued', label: 'Queued' },
  { value: 'succeeded', label: 'Done' },
  { value: 'failed', label: 'Failed' },
  { value: 'canceled', label: 'Canceled' },
];

interface RunsFiltersProps {
  filter: RunsFilter;
  onChange: (change: Partial<RunsFilter>) => void;
}

/** Narrows the list of runs. */
export function RunsFilters({ filter, onChange }: RunsFiltersProps) {
  const { client } = useEditor();
  const { data } = useQuery({
    queryKey: ['workflows', 'names'],
    queryFn: () => client.workflows.list({ limit: 200 }),
  });
  const workflows = data?.workflows ?? [];
  return (
    <div className={styles['filters']}>
      <TextInput
        aria-label="Search runs"
        placeholder="Search runs"
        size="sm"
        w={220}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Select
        aria-label="Workflow"
        placeholder="All workflows"
        size="sm"
        w={220}
        clearable
        searchable
        nothingFoundMessage="No such workflow"
        data={workflows.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.workflowId ?? null}
        onChange={(workflowId) => onChange({ workflowId: workflowId ?? undefined })}
      />
      <SegmentedControl
        aria-label="Status"
        size="sm"
        data={[...statuses]}
        value={filter.status ?? 'all'}
        onChange={(value) =>
          onChange({ status: value === 'all' ? undefined : (value as RunSummary['status']) })
        }
      />
    </div>
  );
}
