import { Suspense } from 'react';
import type { WorkflowNode } from '@catena/engine';
import { CopyAction } from '../../parts/CopyAction.tsx';
import { Section } from './Section.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import styles from './inspector.module.css';

const JsonEditor = lazyPart(
  async () => (await import('../../parts/fields/JsonEditor.tsx')).JsonEditor,
);

/** A node as it stands in the file. */
export function CodePane({ nodeId, node }: { nodeId: string; node: WorkflowNode }) {
  const text = JSON.stringify(node, null, 2);
  return (
    <Section title={`nodes.${nodeId}`} actions={<CopyAction text={text} label="Copy JSON" />}>
      <Suspense fallback={<pre className={styles['log']}>{text}</pre>}>
        <JsonEditor text={text} label={`Node ${nodeId} as JSON`} isDisabled />
      </Suspense>
    </Section>
  );
}
