/**
 * Wires under the pointer: begun at a port or taken off at their end, until they are let go.
 *
 * 1. Nothing of the document changes before the wire is let go; what changes then is one step.
 * 2. The engine is asked before a wire is made; the fast rule only lights ports up.
 * 3. Escape ends it, and leaves everything as it was.
 */
import type { ReactFlowState } from '@xyflow/react';
import { parseEdgeId } from '../../../document/card-id.ts';
import type { CommandContext } from '../../../document/commands/command.ts';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { composeEdits } from '../../../document/edits/compose-edits.ts';
import { disconnect, edgesAt } from '../../../document/edits/disconnect.ts';
import type { Point } from '../../../document/layout.ts';
import { readEdges } from '../../../document/read-edges.ts';
import type { CardPort } from '../../../document/references.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { createAiming } from './create-aiming.ts';
import { dropWire, withoutMoving } from './drop-wire.ts';
import { createEdgePanning } from './edge-panning.ts';
import { judgePorts } from './judge-ports.ts';
import type { Aim, Side, WireDrag } from './wire-drag.ts';

/** Pixels within which a press is a click and an end is not taken off. */
const clickRadius = 5;

type Screen = Pick<MouseEvent, 'clientX' | 'clientY' | 'shiftKey'>;

/** Begins wires; everything after that it hears from the window. */
export interface Wiring {
  /** Begins a new wire at a port; with Shift at an output takes all its wires off. */
  begin(event: Screen, end: CardPort, side: Side): void;
  /** Takes one end of a wire off; `loose` is the end that moves. */
  grab(event: Screen, edgeId: string, loose: Side): void;
  cancel(): void;
}

export interface WiringOptions {
  canvas: CanvasStore;
  editor: Pick<CommandContext, 'view' | 'catalog' | 'notifier'>;
  tab: OpenDocument;
  flow: { getState(): ReactFlowState<FlowNode> };
}

function toPoint({ flow }: WiringOptions, event: Screen): Point {
  const { domNode, transform } = flow.getState();
  const bounds = domNode?.getBoundingClientRect();
  const [x, y, zoom] = transform;
  return [
    (event.clientX - (bounds?.left ?? 0) - x) / zoom,
    (event.clientY - (bounds?.top ?? 0) - y) / zoom,
  ];
}

export function createWiring(options: WiringOptions): Wiring {
  const { canvas, editor, tab, flow } = options;
  const aiming = createAiming(options);
  const panning = createEdgePanning(flow, (event) => follow(event));
  let start: Screen | undefined;
  let listening: AbortController | undefined;

  function follow(event: Screen) {
    const { wire } = canvas.getState();
    if (!wire) return;
    const wireAt = toPoint(options, event);
    canvas.setState({ wireAt, aim: aiming.find(wire, event, wireAt) });
  }

  function end() {
    listening?.abort();
    panning.stop();
    canvas.setState({ wire: undefined, aim: undefined, wireAt: undefined });
  }

  function dropInSpace(event: Screen, wire: WireDrag) {
    if (wire.moving.length > 0) {
      const label = wire.moving.length > 1 ? `Remove ${wire.moving.length} wires` : 'Remove a wire';
      tab.document.edit(label, composeEdits(...wire.moving.map((id) => disconnect(id))));
      return;
    }
    const [from] = wire.fixed;
    const at = { x: event.clientX, y: event.clientY };
    const side = wire.seeks === 'target' ? ('source' as const) : ('target' as const);
    const plain = event.shiftKey || !from;
    editor.view.show({ kind: 'node-search', at, ...(!plain && { wire: { ...from, side } }) });
  }

  /** Says why no wire was made; what would make it fit stays on offer. */
  function refuse({ reason, conversions = [] }: Aim, { clientX: x, clientY: y }: Screen) {
    if (reason === undefined) return;
    canvas.setState({ announcement: reason, refusal: { reason, conversions, at: { x, y } } });
  }

  function drop(event: Screen) {
    const { wire } = canvas.getState();
    if (!wire) return;
    follow(event);
    const { aim } = canvas.getState();
    end();
    if (!aim) dropInSpace(event, wire);
    else if (aim.verdict === 'refused' || aim.port === undefined) refuse(aim, event);
    else tab.document.edit('Connect', dropWire(wire, { card: aim.card, port: aim.port }));
  }

  function release(event: PointerEvent) {
    const { wire } = canvas.getState();
    const moved = start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!wire?.held || moved === undefined) return;
    if (moved > clickRadius) drop(event);
    // A click on a port leaves the wire at the pointer; one on a wire's end does nothing.
    else if (wire.moving.length === 0) canvas.setState({ wire: { ...wire, held: false } });
    else end();
  }

  function press(event: PointerEvent) {
    if (canvas.getState().wire?.held !== false) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.button === 0) drop(event);
    else end();
  }

  function listen() {
    listening?.abort();
    listening = new AbortController();
    const { signal } = listening;
    const onMove = (event: PointerEvent) => {
      follow(event);
      panning.move(event);
    };
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', release, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('pointerdown', press, { signal, capture: true });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end();
      },
      { signal, capture: true },
    );
  }

  function hang(event: Screen, wire: Pick<WireDrag, 'fixed' | 'seeks' | 'moving'>) {
    if (tab.readOnly || wire.fixed.length === 0) return;
    start = { clientX: event.clientX, clientY: event.clientY, shiftKey: event.shiftKey };
    const context = connectContextOf(tab, editor.catalog);
    const workflow = withoutMoving(context.workflow, wire.moving);
    const judge = judgePorts({ ...context, workflow }, wire);
    aiming.forget();
    canvas.setState({
      wire: { ...wire, judge, held: true },
      wireAt: toPoint(options, event),
      refusal: undefined,
    });
    listen();
  }

  return {
    begin(event, port, side) {
      const { workflow } = tab.document.getState();
      const wires = edgesAt(workflow, { ...port, side });
      const all = side === 'source' && event.shiftKey && wires.length > 0;
      if (all) {
        const fixed = wires.map((edge) => ({ card: edge.target, port: edge.targetPort }));
        hang(event, { fixed, seeks: 'source', moving: wires.map((edge) => edge.id) });
        return;
      }
      const [wired] = wires;
      if (side === 'target' && wired) this.grab(event, wired.id, 'target');
      else hang(event, { fixed: [port], seeks: side === 'source' ? 'target' : 'source', moving: [] });
    },
    grab(event, edgeId, loose) {
      const edge = readEdges(tab.document.getState().workflow).find(({ id }) => id === edgeId);
      if (!edge) return;
      const target = parseEdgeId(edgeId);
      const fixed =
        loose === 'target' ? { card: edge.source, port: edge.sourcePort } : target;
      hang(event, { fixed: [fixed], seeks: loose, moving: [edgeId] });
    },
    cancel: end,
  };
}
