import type { UseQueryResult } from '@tanstack/react-query';
import { IconSchema } from '@tabler/icons-react';
import type { WorkflowSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { CardSkeletons } from './CardSkeletons.tsx';
import { arrangeWorkflows, type WorkflowOrder } from './list-workflows.ts';
import { WorkflowCard } from './WorkflowCard.tsx';
import classes from './WorkflowsScreen.module.css';

interface SavedWorkflowsProps {
  query: UseQueryResult<WorkflowSummary[]>;
  search: string;
  order: WorkflowOrder;
  onChanged: () => void;
}

function Content({ query, search, order, onChanged }: SavedWorkflowsProps) {
  const editor = useEditor();
  if (query.isPending) return <CardSkeletons what="Loading workflows" />;
  if (query.isError) {
    return (
      <ErrorState title="The workflows could not be loaded." onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  }
  const found = arrangeWorkflows(query.data, { search, order });
  if (found.length === 0) {
    const nothing = query.data.length === 0;
    return (
      <EmptyState
        icon={<IconSchema size={30} stroke={1.3} aria-hidden />}
        title={nothing ? 'No workflow is saved yet' : `No workflow has “${search}” in its name`}
      >
        {nothing ? 'Open a template below, or begin with a blank canvas.' : 'Try fewer letters.'}
      </EmptyState>
    );
  }
  return (
    <div className={classes.grid}>
      {found.map((workflow) => (
        <WorkflowCard
          key={workflow.id}
          workflow={workflow}
          context={{ editor, onChanged }}
          now={query.dataUpdatedAt}
          onOpen={() => void editor.files.openWorkflow(workflow.id)}
        />
      ))}
    </div>
  );
}

/** The saved workflows, as pictures. */
export function SavedWorkflows(props: SavedWorkflowsProps) {
  const count = props.query.data?.length;
  return (
    <section className={classes.section} aria-label="Saved workflows">
      <h2 className={classes.sectionTitle}>
        Saved {count !== undefined && <span className={classes.count}>{count}</span>}
      </h2>
      <Content {...props} />
    </section>
  );
}
