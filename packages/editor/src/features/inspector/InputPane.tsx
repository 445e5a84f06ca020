import { Suspense } from 'react';
import type { WorkflowNode } from '@catena/engine';
import { useAnalysis } from '../../document/editor-context.ts';
import { setNode } from '../../document/edits/set-node.ts';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { NodeOutputs } from './NodeOutputs.tsx';
import { NodeSettings } from './NodeSettings.tsx';
import { Section } from './Section.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import styles from './inspector.module.css';

const NodeForm = lazyPart(async () => (await import('./NodeForm.tsx')).NodeForm);

/** All that can be set of a node. */
export function InputPane({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const ports = useAnalysis((state) => state.ports.get(nodeId));
  const isLoading = useAnalysis(({ loadingModels }) => loadingModels) && ports?.complete !== true;
  return (
    <>
      {isLoading && <LoadingState what="Asking for the model's schema" />}
      {ports && ports.inputs.length > 0 && (
        <Suspense fallback={<LoadingState what="Loading the form" />}>
          <NodeForm key={nodeId} nodeId={nodeId} ports={ports.inputs} />
        </Suspense>
      )}
      {ports?.complete && ports.inputs.length === 0 && (
        <p className={styles['words']}>This node needs no input.</p>
      )}
      {ports && <NodeOutputs nodeId={nodeId} outputs={ports.outputs} />}
      <Section title="Note">
        <WordsField
          label="Note on this node"
          name={`note:${nodeId}`}
          value={node.note}
          toEdit={(note) => setNode(nodeId, { note })}
        />
      </Section>
      <section className={styles['section']}>
        <details className={styles['fold']}>
          <summary>Failures, deadline, bypass and mute</summary>
          <NodeSettings nodeId={nodeId} node={node} />
        </details>
      </section>
    </>
  );
}
