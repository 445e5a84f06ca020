import { IconPlayerPlay, IconPhotoSearch } from '@tabler/icons-react';
import { useDocument, useTab } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { EarlierRuns } from './EarlierRuns.tsx';
import { OutputView } from './OutputView.tsx';
import { RunHead } from './RunHead.tsx';
import styles from './form.module.css';

function Outputs() {
  const declared = useDocument(({ workflow }) => workflow.outputs);
  const outputs = useRunView((view) => view.outputs);
  const entries = Object.entries(declared ?? {});
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={<IconPhotoSearch size={28} stroke={1.5} aria-hidden />}
        title="Nothing is shown as a result"
      >
        “Edit form” chooses what is: each output of the workflow appears here and in the API.
      </EmptyState>
    );
  }
  if (!outputs) {
    return (
      <EmptyState
        icon={<IconPlayerPlay size={28} stroke={1.5} aria-hidden />}
        title="No results yet"
      >
        Fill in the inputs and run: {entries.map(([name, { title }]) => title ?? name).join(', ')}{' '}
        will be here.
      </EmptyState>
    );
  }
  return (
    <div className={styles['outputs']}>
      {entries.map(([name, output]) => (
        <OutputView key={name} name={name} output={output} value={outputs[name]} />
      ))}
    </div>
  );
}

/** What came of the run that is shown, and the runs before it. */
export function ResultsPane() {
  const { workflowId, readOnly } = useTab();
  return (
    <section className={styles['right']} aria-labelledby="form-results">
      <div className={styles['paneHead']}>
        <h2 id="form-results" className={styles['paneTitle']}>
          Results
        </h2>
      </div>
      <div className={styles['results']} tabIndex={0} role="group" aria-label="Results of the run">
        <RunHead />
        <Outputs />
      </div>
      {workflowId !== undefined && !readOnly && <EarlierRuns workflowId={workflowId} />}
    </section>
  );
}
