import { parsePortType, type PortType } from '@catena/engine';
import { useAnalysis, useDocument } from '../../document/editor-context.ts';
import { ValueView } from '../../parts/ValueView.tsx';
import { useRunView } from '../../runs/runs-context.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './drawer.module.css';

function useOutputType(name: string): PortType | undefined {
  return useAnalysis(({ typed }) => typed.outputs.get(name)?.type);
}

function Result({ name, title, value }: { name: string; title: string; value: unknown }) {
  const type = useOutputType(name) ?? parsePortType('any');
  return (
    <figure className={styles['result']}>
      <figcaption className={styles['resultTitle']}>{title}</figcaption>
      <div className={styles['value']}>
        <ValueView value={value} type={type} />
      </div>
    </figure>
  );
}

const waitWords: Readonly<Record<string, string>> = {
  queued: 'The run is queued; its outputs will be here.',
  running: 'The run is under way; outputs come as they are made.',
  failed: 'The run failed before it made an output. The log says why.',
  canceled: 'The run was canceled before it made an output.',
};

/** What came of the shown run: the outputs of the workflow, large. */
export function ResultsTab() {
  const outputs = useRunView((view) => view.outputs);
  const ran = useRunView((view) => view.workflow?.outputs);
  const status = useRunView((view) => view.status);
  const declared = useDocument(({ workflow }) => workflow.outputs);
  if (!outputs || status === undefined) {
    return <EmptyState title="No results yet">Run the workflow to see what it makes.</EmptyState>;
  }
  const names = Object.keys(ran ?? declared ?? {}).filter((name) => outputs[name] !== undefined);
  if (names.length === 0) {
    const hasOutputs = Object.keys(ran ?? declared ?? {}).length > 0;
    return (
      <EmptyState title="No results to show">
        {hasOutputs
          ? (waitWords[status] ?? 'The run made no output.')
          : 'The workflow has no outputs. Add an output card and wire a node to it; results of single nodes are on their cards.'}
      </EmptyState>
    );
  }
  return (
    <div className={styles['results']}>
      {names.map((name) => (
        <Result key={name} name={name} title={ran?.[name]?.title ?? name} value={outputs[name]} />
      ))}
    </div>
  );
}
