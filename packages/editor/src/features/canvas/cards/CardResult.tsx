import { memo } from 'react';
import { useEditor } from '../../../document/editor-context.ts';
import { portWithResult } from '../../../parts/collect-results.ts';
import { NodeResult } from '../../../parts/NodeResult.tsx';
import { useEarlierNodeRun, useNodeRun } from '../../../runs/runs-context.ts';
import type { Row } from './choose-rows.ts';
import styles from './Card.module.css';

/** What a node gave in the run that is shown; a click opens it large. */
export const CardResult = memo(function CardResult(props: {
  nodeId: string;
  outputs: readonly Row[];
}) {
  const { nodeId, outputs } = props;
  const { view } = useEditor();
  const now = useNodeRun(nodeId);
  const earlier = useEarlierNodeRun(nodeId);
  // What was there stays in view until there is something new.
  const run = now && portWithResult(now, outputs) !== undefined ? now : earlier;
  const port = run && portWithResult(run, outputs);
  if (!run || port === undefined) return null;
  const type = outputs.find(({ name }) => name === port)?.port?.type;
  const open = (index = 0) => view.show({ kind: 'viewer', card: nodeId, port, index });
  return (
    <div className={styles['result']} onDoubleClick={(event) => (event.stopPropagation(), open())}>
      <NodeResult run={run} port={port} type={type} compact onOpen={open} />
    </div>
  );
});
