import type { PortType } from '@catena/engine';
import type { NodeRun } from '../runs/node-run.ts';
import { collectResults, isFannedOut } from './collect-results.ts';
import { ListViewer } from './viewers/ListViewer.tsx';
import { ValueView } from './ValueView.tsx';

export interface NodeResultProps {
  run: NodeRun;
  /** Name of the output. */
  port: string;
  /** Of what one step gives. */
  type?: PortType | undefined;
  compact?: boolean;
  /** Called with the position of the item that a person wants to see large. */
  onOpen?: (index: number) => void;
}

/** What a node gave at an output: one value, or a strip of those of its steps, failures included. */
export function NodeResult({ run, port, type, compact = false, onOpen }: NodeResultProps) {
  const items = collectResults(run, port);
  const [only] = items;
  if (isFannedOut(run)) {
    return (
      <ListViewer
        items={items}
        renderItem={(item) => <ValueView value={item} type={type} compact />}
        compact={compact}
        onOpen={onOpen}
      />
    );
  }
  if (!only || !('value' in only)) return null;
  return <ValueView value={only.value} type={type} compact={compact} {...(onOpen && { onOpen })} />;
}
