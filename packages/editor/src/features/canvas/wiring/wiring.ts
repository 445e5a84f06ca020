/**
 * Wires under the pointer: begun at a port or taken off at their end, until they are let go.
 *
 * 1. Nothing of the document changes before the wire is let go; what changes then is one step.
 * 2. The engine is asked before a wire is made; the fast rule only lights ports up.
 * 3. Escape ends it, and leaves everything as it was.
 */
import { parseEdgeId } from '../../../document/card-id.ts';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { composeEdits } from '../../../document/edits/compose-edits.ts';
import { disconnect, edgesAt } from '../../../document/edits/disconnect.ts';
import type { Point } from '../../../document/layout.ts';
import { readEdges } from '../../../document/read-edges.ts';
import type { CardPort } from '../../../document/references.ts';
import { Aiming } from './aiming.ts';
import { dropWire, withoutMoving } from './drop-wire.ts';
import { createEdgePanning } from './edge-panning.ts';
import { judgePorts } from './judge-ports.ts';
import type { Aim, Side, WireDrag } from './wire-drag.ts';
import type { WiringOptions } from './wiring-options.ts';

/** Pixels within which a press is a click and an end is not taken off. */
const clickRadius = 5;

type Screen = Pick<MouseEvent, 'clientX' | 'clientY' | 'shiftKey'>;

type Hanging = Pick<WireDrag, 'fixed' | 'seeks' | 'moving'>;

/** Begins wires; everything after that it hears from the window. */
export class Wiring {
  readonly #options: WiringOptions;
  readonly #aiming: Aiming;
  readonly #panning;
  #start: Screen | undefined;
  #listening: AbortController | undefined;

  constructor(options: WiringOptions) {
    this.#options = options;
    this.#aiming = new Aiming(options);
    this.#panning = createEdgePanning(options.flow, (event) => this.#follow(event));
  }

  /** Begins a new wire at a port; with Shift at an output takes all its wires off. */
  begin(event: Screen, port: CardPort, side: Side): void {
    const wires = edgesAt(this.#options.tab.document.getState().workflow, { ...port, side });
    const [wired] = wires;
    if (side === 'target' && wired) return this.grab(event, wired.id, 'target');
    if (side === 'source' && wired && event.shiftKey) {
      const fixed = wires.map((edge) => ({ card: edge.target, port: edge.targetPort }));
      return this.#hang(event, { fixed, seeks: 'source', moving: wires.map(({ id }) => id) });
    }
    this.#hang(event, {
      fixed: [port],
      seeks: side === 'source' ? 'target' : 'source',
      moving: [],
    });
  }

  /** Takes one end of a wire off; `loose` is the end that moves. */
  grab(event: Screen, edgeId: string, loose: Side): void {
    const { workflow } = this.#options.tab.document.getState();
    const edge = readEdges(workflow).find(({ id }) => id === edgeId);
    if (!edge) return;
    const source = { card: edge.source, port: edge.sourcePort };
    const fixed = [loose === 'target' ? source : parseEdgeId(edgeId)];
    this.#hang(event, { fixed, seeks: loose, moving: [edgeId] });
  }

  /** Leaves everything as it was. */
  cancel(): void {
    this.#listening?.abort();
    this.#panning.stop();
    this.#options.canvas.setState({ wire: undefined, aim: undefined, wireAt: undefined });
  }

  #hang(event: Screen, wire: Hanging): void {
    const { canvas, editor, tab } = this.#options;
    if (tab.readOnly || wire.fixed.length === 0) return;
    const { clientX, clientY, shiftKey } = event;
    this.#start = { clientX, clientY, shiftKey };
    const context = connectContextOf(tab, editor.catalog);
    const workflow = withoutMoving(context.workflow, wire.moving);
    const judge = judgePorts({ ...context, workflow }, wire);
    this.#aiming.forget();
    canvas.setState({
      wire: { ...wire, judge, held: true },
      wireAt: this.#toPoint(event),
      refusal: undefined,
    });
    this.#listen();
  }

  #listen(): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const onMove = (event: PointerEvent) => {
      this.#follow(event);
      this.#panning.move(event);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.cancel();
    };
    const onPress = (event: PointerEvent) => this.#press(event);
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', (event) => this.#release(event), { signal });
    window.addEventListener('pointercancel', () => this.cancel(), { signal });
    window.addEventListener('pointerdown', onPress, { signal, capture: true });
    window.addEventListener('keydown', onKey, { signal, capture: true });
  }

  #toPoint(event: Screen): Point {
    const { domNode, transform } = this.#options.flow.getState();
    const { left = 0, top = 0 } = domNode?.getBoundingClientRect() ?? {};
    const [x, y, zoom] = transform;
    return [(event.clientX - left - x) / zoom, (event.clientY - top - y) / zoom];
  }

  #follow(event: Screen): void {
    const { canvas } = this.#options;
    const { wire } = canvas.getState();
    if (!wire) return;
    const wireAt = this.#toPoint(event);
    canvas.setState({ wireAt, aim: this.#aiming.find(wire, event, wireAt) });
  }

  #release(event: PointerEvent): void {
    const { canvas } = this.#options;
    const { wire } = canvas.getState();
    if (!wire?.held || !this.#start) return;
    const { clientX, clientY } = this.#start;
    const isClick = Math.hypot(event.clientX - clientX, event.clientY - clientY) <= clickRadius;
    if (!isClick) this.#drop(event);
    // A click on a port leaves the wire at the pointer; one on a wire's end does nothing.
    else if (wire.moving.length === 0) canvas.setState({ wire: { ...wire, held: false } });
    else this.cancel();
  }

  /** A press while the wire hangs on the pointer lets it go there; another button lets it go for good. */
  #press(event: PointerEvent): void {
    if (this.#options.canvas.getState().wire?.held !== false) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.button === 0) this.#drop(event);
    else this.cancel();
  }

  #drop(event: Screen): void {
    const { canvas, tab } = this.#options;
    this.#follow(event);
    const { wire, aim } = canvas.getState();
    this.cancel();
    if (!wire) return;
    if (!aim) this.#dropInSpace(event, wire);
    else if (aim.verdict === 'refused' || aim.port === undefined) this.#refuse(aim, event);
    else tab.document.edit('Connect', dropWire(wire, { card: aim.card, port: aim.port }));
  }

  /** Wires that were taken off are gone; a new one looks for a node to end at. */
  #dropInSpace(event: Screen, { fixed, seeks, moving }: WireDrag): void {
    const { editor, tab } = this.#options;
    if (moving.length > 0) {
      const label = moving.length > 1 ? `Remove ${moving.length} wires` : 'Remove a wire';
      tab.document.edit(label, composeEdits(...moving.map((id) => disconnect(id))));
      return;
    }
    const [from] = fixed;
    const side = seeks === 'target' ? ('source' as const) : ('target' as const);
    const wire = event.shiftKey || !from ? undefined : { ...from, side };
    const at = { x: event.clientX, y: event.clientY };
    editor.view.show({ kind: 'node-search', at, ...(wire && { wire }) });
  }

  /** Says why no wire was made; what would make it fit stays on offer. */
  #refuse({ reason, conversions = [] }: Aim, { clientX: x, clientY: y }: Screen): void {
    if (reason === undefined) return;
    const refusal = { reason, conversions, at: { x, y } };
    this.#options.canvas.setState({ announcement: reason, refusal });
  }
}
