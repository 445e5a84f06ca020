import type { UseQueryResult } from '@tanstack/react-query';
import type { TemplateSummary } from '@catena/server/client';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { CardSkeletons } from './CardSkeletons.tsx';
import { TemplateCard } from './TemplateCard.tsx';
import { useEditor } from '../../document/editor-context.ts';
import classes from './WorkflowsScreen.module.css';

interface TemplatesProps {
  query: UseQueryResult<TemplateSummary[]>;
  search: string;
}

function Content({ query, search }: TemplatesProps) {
  const { files } = useEditor();
  if (query.isPending) return <CardSkeletons what="Loading templates" />;
  if (query.isError) {
    return (
      <ErrorState title="The templates could not be loaded." onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  }
  const text = search.toLowerCase().trim();
  const found = query.data.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(text),
  );
  if (found.length === 0) return <p className={classes.note}>No template has “{search}” in it.</p>;
  return (
    <div className={classes.grid}>
      {found.map((template) => (
        <TemplateCard
          key={template.id}
          template={template}
          onOpen={() => void files.startFromTemplate(template.id)}
        />
      ))}
    </div>
  );
}

/** Workflows to start from, as pictures. */
export function Templates(props: TemplatesProps) {
  return (
    <section className={classes.section} aria-label="Templates">
      <h2 className={classes.sectionTitle}>Templates</h2>
      <Content {...props} />
    </section>
  );
}
