import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError, type Plan } from '@catena/server/client';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { formatTime } from '../../parts/format-time.ts';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

/** Milliseconds without a change before the server is asked again. */
const restMs = 600;

function atLeast(count: number, exact: boolean): string {
  return `${exact ? '' : 'at least '}${count}`;
}

function PlanFacts({ plan }: { plan: Plan }) {
  const cached = plan.nodes.reduce((sum, node) => sum + node.cached.length, 0);
  return (
    <div className={styles['plan']}>
      <dl className={styles['facts']}>
        <dt>Steps</dt>
        <dd>{atLeast(plan.steps, plan.exact)}</dd>
        <dt>From the cache</dt>
        <dd>{cached}</dd>
        <dt>Work</dt>
        <dd>{plan.workMs > 0 ? `about ${formatTime(plan.workMs)}` : 'not known yet'}</dd>
      </dl>
      {plan.calls.length === 0 ? (
        <p className={styles['words']}>No model has to be called.</p>
      ) : (
        plan.calls.map(({ provider, model, calls, exact }) => (
          <div key={`${provider}/${model}`} className={styles['row']}>
            <span className={styles['mono']}>{model.split(':')[0]}</span>
            <span>
              {atLeast(calls, exact)} {calls === 1 ? 'call' : 'calls'} at {provider}
            </span>
          </div>
        ))
      )}
    </div>
  );
}

function problemWords(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  const { title, detail } = error.problem;
  return detail === undefined ? title : `${title} ${detail}`;
}

/** What a run of the workflow as it stands would do; asked for once the document rests. */
export function PlanSummary() {
  const { client } = useEditor();
  const { key, document } = useTab();
  const [version] = useDebouncedValue(useDocument((state) => state.version), restMs);
  const errors = useAnalysis(({ issues }) => issues.filter(({ severity }) => severity === 'error').length);
  const isEmpty = useDocument(({ workflow }) => Object.keys(workflow.nodes).length === 0);
  const { data, error, isPending } = useQuery({
    queryKey: ['plan', key, version],
    queryFn: ({ signal }) => client.plan({ workflow: document.getState().workflow }, signal),
    enabled: errors === 0 && !isEmpty,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (isEmpty) return null;
  return (
    <Section title="A run would take">
      {errors > 0 ? (
        <p className={styles['words']}>
          {errors === 1 ? 'One thing has' : `${errors} things have`} to be put right first; the list of issues
          names {errors === 1 ? 'it' : 'them'}.
        </p>
      ) : error ? (
        <p className={styles['words']}>{problemWords(error)}</p>
      ) : isPending ? (
        <LoadingState what="Planning" rows={2} />
      ) : (
        <PlanFacts plan={data} />
      )}
    </Section>
  );
}
