import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { semanticHash } from '@catena/engine';
import { ApiError, type Plan } from '@catena/server/client';
import { useAnalysis, useDocument, useEditor } from '../../document/editor-context.ts';
import { neededInputs } from '../../document/run-inputs.ts';
import { useRuns } from '../../runs/runs-context.ts';
import { formatTime } from '../../parts/format-time.ts';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

/** Milliseconds without a change before the server is asked again. */
const restMs = 600;

function atLeast(count: number, exact: boolean): string {
  return `${exact ? '' : 'at least '}${count}`;
}

function workWords({ workMs, steps, exact }: Plan, cached: number): string {
  if (exact && cached === steps) return 'none: all of it is there';
  return workMs > 0 ? `about ${formatTime(workMs)}` : 'not known yet';
}

function PlanFacts({ plan }: { plan: Plan }) {
  const calls = plan.calls.filter((call) => call.calls > 0 || !call.exact);
  const cached = plan.nodes.reduce((sum, node) => sum + node.cached.length, 0);
  return (
    <div className={styles['plan']}>
      <dl className={styles['facts']}>
        <dt>Steps</dt>
        <dd>{atLeast(plan.steps, plan.exact)}</dd>
        <dt>From the cache</dt>
        <dd>{cached}</dd>
        <dt>Work</dt>
        <dd>{workWords(plan, cached)}</dd>
      </dl>
      {calls.length === 0 ? (
        <p className={styles['words']}>No model has to be called.</p>
      ) : (
        calls.map(({ provider, model, calls: count, exact }) => (
          <div key={`${provider}/${model}`} className={styles['row']}>
            <span className={styles['mono']}>{model.split(':')[0]}</span>
            <span>
              {atLeast(count, exact)} {count === 1 ? 'call' : 'calls'} at {provider}
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

function Words({ children }: { children: string }) {
  return <p className={styles['words']}>{children}</p>;
}

function errorsWords(count: number): string {
  return count === 1
    ? 'One thing has to be put right first; the list of issues names it.'
    : `${count} things have to be put right first; the list of issues names them.`;
}

function neededWords(needed: readonly string[]): string {
  const names = needed.join(', ');
  return needed.length === 1
    ? `That depends on ${names}, which each run is given. A default for it would do here.`
    : `That depends on ${names}, which each run is given. Defaults for them would do here.`;
}

/** What a run of the workflow as it stands would do; asked for once the document rests. */
export function PlanSummary() {
  const { client } = useEditor();
  const [workflow] = useDebouncedValue(
    useDocument((state) => state.workflow),
    restMs,
  );
  const errors = useAnalysis(
    ({ issues }) => issues.filter(({ severity }) => severity === 'error').length,
  );
  const isEmpty = useDocument((state) => Object.keys(state.workflow.nodes).length === 0);
  // Runs that have ended leave results that the next one can use.
  const changes = useStore(useRuns(), (state) => state.changes);
  const hash = useMemo(() => semanticHash(workflow), [workflow]);
  const needed = useMemo(() => neededInputs(workflow), [workflow]);
  const { data, error, isPending } = useQuery({
    // The same question as the run button's, so that it is asked once.
    queryKey: ['plan', hash, changes],
    queryFn: ({ signal }) => client.plan({ workflow }, signal),
    enabled: errors === 0 && !isEmpty && needed.length === 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (isEmpty) return null;
  return (
    <Section title="A run would take">
      {errors > 0 ? (
        <Words>{errorsWords(errors)}</Words>
      ) : needed.length > 0 ? (
        <Words>{neededWords(needed)}</Words>
      ) : error ? (
        <Words>{problemWords(error)}</Words>
      ) : isPending ? (
        <LoadingState what="Planning" rows={2} />
      ) : (
        <PlanFacts plan={data} />
      )}
    </Section>
  );
}
