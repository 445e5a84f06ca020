import type { ReactFlowState } from '@xyflow/react';
import type { CommandContext } from '../../../document/commands/command.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';

/** What wires on a canvas need to know. */
export interface WiringOptions {
  canvas: CanvasStore;
  editor: Pick<CommandContext, 'view' | 'catalog'>;
  tab: OpenDocument;
  flow: { getState(): ReactFlowState<FlowNode> };
}
