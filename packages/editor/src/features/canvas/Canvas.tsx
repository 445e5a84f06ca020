import { useRef, useState } from 'react';
import { ReactFlow, ReactFlowProvider, type EdgeTypes, type NodeTypes } from '@xyflow/react';
import { useDocument, useTab, useView } from '../../document/editor-context.ts';
import { ariaLabels } from './aria-labels.ts';
import { CanvasStoreContext, createCanvasStore } from './canvas-store.ts';
import { FrameCard } from './cards/FrameCard.tsx';
import { InputCard } from './cards/InputCard.tsx';
import { NodeCard } from './cards/NodeCard.tsx';
import { NoteCard } from './cards/NoteCard.tsx';
import { OutputCard } from './cards/OutputCard.tsx';
import { useDrop } from './dropping/use-drop.ts';
import { DetailContext, drawsOnlyVisible } from './level-of-detail.ts';
import { CanvasMenu } from './menus/CanvasMenu.tsx';
import { MenuContext } from './menus/menu-context.ts';
import { useMenus } from './menus/use-menus.ts';
import { Announcer } from './overlays/Announcer.tsx';
import { CanvasOverlays } from './overlays/CanvasOverlays.tsx';
import { EmptyCanvas } from './overlays/EmptyCanvas.tsx';
import { PortTip } from './overlays/PortTip.tsx';
import { zoomLimitsOf } from './canvas-driver.ts';
import { useCanvasPort } from './use-canvas-port.ts';
import { useCardDrag } from './dragging/use-card-drag.ts';
import { useCardFocus } from './use-card-focus.ts';
import { useChanges } from './use-changes.ts';
import { useDetailOfZoom } from './use-detail.ts';
import { useFlowElements } from './use-flow-elements.ts';
import { useInitialView } from './use-initial-view.ts';
import { useNavigation } from './use-navigation.ts';
import { usePaneActions } from './use-pane-actions.ts';
import { beginsAfar } from './overview/begins-afar.ts';
import { EdgeLine } from './wires/EdgeLine.tsx';
import { useWiring } from './wiring/use-wiring.ts';
import { WireHint } from './wiring/WireHint.tsx';
import { WiringContext } from './wiring/wiring-context.ts';
import styles from './Canvas.module.css';

const nodeTypes: NodeTypes = {
  'card-node': NodeCard,
  'card-input': InputCard,
  'card-output': OutputCard,
  'card-frame': FrameCard,
  'card-note': NoteCard,
};
const edgeTypes: EdgeTypes = { wire: EdgeLine };

/** An edge whose port is not drawn yet appears with it; that is no fault. */
const ignore = () => undefined;

function CanvasView() {
  const root = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useFlowElements();
  const { pointerAt, pane, cards } = usePaneActions();
  const { onMoved, ...dragging } = useCardDrag();
  const changes = useChanges(onMoved);
  const driver = useCanvasPort(pointerAt);
  const initialView = useInitialView(driver);
  const navigation = useNavigation();
  const detail = useDetailOfZoom();
  const wiring = useWiring();
  const { target, open, close, ...menus } = useMenus();
  const focus = useCardFocus(driver, open);
  const { over, ...drop } = useDrop();
  const tool = useView((state) => state.tool);
  const limits = useDocument(({ workflow }) => zoomLimitsOf(workflow));
  return (
    <MenuContext value={open}>
      <WiringContext value={wiring}>
        <DetailContext value={detail}>
          <div
            ref={root}
            className={styles['canvas']}
            data-tool={tool}
            data-over={over}
            data-testid="canvas"
            {...pane}
            {...focus}
            {...drop}
          >
            <ReactFlow
              nodes={nodes}
              edges={edges}
              nodeTypes={nodeTypes}
              edgeTypes={edgeTypes}
              {...limits}
              {...initialView}
              {...navigation}
              {...changes}
              {...dragging}
              {...menus}
              {...cards}
              ariaLabelConfig={ariaLabels}
              onlyRenderVisibleElements={drawsOnlyVisible(nodes.length)}
              nodesConnectable={false}
              disableKeyboardA11y
              onError={ignore}
            >
              <CanvasOverlays />
            </ReactFlow>
            <EmptyCanvas />
            <WireHint />
            <PortTip root={root} />
            <Announcer />
            {target && <CanvasMenu target={target} onClose={close} />}
          </div>
        </DetailContext>
      </WiringContext>
    </MenuContext>
  );
}

function CanvasOfTab() {
  const { document } = useTab();
  const [store] = useState(() => createCanvasStore({ overview: beginsAfar(document) }));
  return (
    <CanvasStoreContext value={store}>
      <ReactFlowProvider>
        <CanvasView />
      </ReactFlowProvider>
    </CanvasStoreContext>
  );
}

/** The canvas of the open document. */
export function Canvas() {
  const { key } = useTab();
  return <CanvasOfTab key={key} />;
}
