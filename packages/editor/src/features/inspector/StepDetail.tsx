import { Progress } from '@mantine/core';
import type { PortDescriptor } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import type { StepRun } from '../../runs/node-run.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { CopyAction } from '../../parts/CopyAction.tsx';
import { shortRunId } from '../../parts/short-run-id.ts';
import { StatusMark } from '../../parts/StatusMark.tsx';
import { statusAppearances } from '../../parts/status-appearance.ts';
import { missWords, stepWords } from '../../parts/status-words.ts';
import { useNow } from '../../parts/use-now.ts';
import { ValueView } from '../../parts/ValueView.tsx';
import { TextViewer } from '../../parts/viewers/TextViewer.tsx';
import { OutputResult } from './OutputResult.tsx';
import { Section } from './Section.tsx';
import { StepError } from './StepError.tsx';
import { StepTimes } from './StepTimes.tsx';
import styles from './inspector.module.css';

export interface StepDetailProps {
  nodeId: string;
  provider?: string | undefined;
  step: StepRun;
  /** Position among the steps of the node. */
  index: number;
  outputs: readonly PortDescriptor[];
}

function Outputs({ nodeId, step, index, outputs }: StepDetailProps) {
  const { output } = step;
  if (!output) return null;
  const known = new Map(outputs.map((port) => [port.name, port]));
  // What the schema of today does not name any more was given all the same.
  const names = [...new Set([...known.keys(), ...Object.keys(output)])];
  return names
    .filter((name) => output[name] !== undefined)
    .map((name) => (
      <OutputResult
        key={name}
        nodeId={nodeId}
        index={index}
        value={output[name]}
        port={
          known.get(name) ?? {
            name,
            type: { base: 'any', depth: 0 },
            required: false,
            connectable: true,
          }
        }
      />
    ));
}

function Circumstances({ step }: { step: StepRun }) {
  const { predictionId, attempt, miss, cachedFrom, draws } = step;
  const { files } = useEditor();
  const drawn = Object.entries(draws ?? {}).map(([port, value]) => `${port} ${value}`);
  return (
    <dl className={styles['facts']}>
      {cachedFrom && (
        <>
          <dt>Reused from</dt>
          <dd>
            <button
              type="button"
              className={styles['link']}
              title={`Open run ${cachedFrom.runId}`}
              onClick={() => void files.openRun(cachedFrom.runId)}
            >
              run <span className={styles['mono']}>{shortRunId(cachedFrom.runId)}</span>
            </button>
            , step {cachedFrom.step}
          </dd>
        </>
      )}
      {miss && (
        <>
          <dt>Cache</dt>
          <dd>{missWords(miss)}</dd>
        </>
      )}
      {drawn.length > 0 && (
        <>
          <dt>Drawn</dt>
          <dd>{drawn.join(', ')}</dd>
        </>
      )}
      {attempt > 1 && (
        <>
          <dt>Attempts</dt>
          <dd>{attempt}</dd>
        </>
      )}
      {predictionId !== undefined && (
        <>
          <dt>Prediction</dt>
          <dd className={styles['row']}>
            <span className={styles['mono']}>{predictionId}</span>
            <CopyAction text={predictionId} label="Copy the prediction's id" />
          </dd>
        </>
      )}
    </dl>
  );
}

/** One step of a node in full: how it stands, what it gave, where its time went, what was sent. */
export function StepDetail(props: StepDetailProps) {
  const { nodeId, step, provider } = props;
  const runId = useRunView(({ id }) => id);
  const isLive = statusAppearances[step.status].live;
  const now = useNow(isLive);
  return (
    <div className={styles['stack']}>
      {step.status === 'failed' ? (
        <StepError nodeId={nodeId} step={step} />
      ) : (
        <StatusMark status={step.status} words={stepWords(step, { now, provider, runId })} />
      )}
      {isLive && step.progress?.fraction !== undefined && (
        <Progress
          size="sm"
          value={100 * step.progress.fraction}
          aria-label={`Progress of ${step.id}`}
        />
      )}
      {step.text !== undefined && !step.output && <TextViewer value={step.text} compact={false} />}
      <Outputs {...props} />
      <Circumstances step={step} />
      {step.times && (
        <Section title="Time">
          <StepTimes times={step.times} />
        </Section>
      )}
      {step.input && (
        <details className={styles['fold']}>
          <summary>Input that was sent</summary>
          <ValueView value={step.input} />
        </details>
      )}
    </div>
  );
}
