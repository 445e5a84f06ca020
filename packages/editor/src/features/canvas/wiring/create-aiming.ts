import type { Point } from '../../../document/layout.ts';
import type { CardPort } from '../../../document/references.ts';
import { parseCardId, outputCardPort, inputCardPort } from '../../../document/card-id.ts';
import { titleOfCard } from '../../../document/cards.ts';
import { readEdges } from '../../../document/read-edges.ts';
import { cardPlaces } from './card-places.ts';
import { checkWire } from './check-wire.ts';
import type { WiringOptions } from './create-wiring.ts';
import { pairEnds, withoutMoving } from './drop-wire.ts';
import { findCardAt, findNearPort } from './find-aim.ts';
import type { Aim, WireDrag } from './wire-drag.ts';

type Screen = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** The port whose row, its control included, is under the pointer. */
function portOfRow(event: Screen): CardPort | undefined {
  const element = document.elementFromPoint(event.clientX, event.clientY);
  const row = element?.closest<HTMLElement>('[data-input-row]');
  const card = row?.closest<HTMLElement>('[data-id]')?.dataset['id'];
  const port = row?.dataset['inputRow'];
  return card !== undefined && port !== undefined ? { card, port } : undefined;
}

/** Finds what a loose end is over, and why it is refused there. */
export function createAiming({ canvas, editor, tab, flow }: WiringOptions) {
  const reasons = new Map<string, string | undefined>();

  function reasonFor(wire: WireDrag, end: CardPort): string | undefined {
    const key = `${end.card}/${end.port}`;
    if (!reasons.has(key)) {
      const workflow = withoutMoving(tab.document.getState().workflow, wire.moving);
      const catalog = editor.catalog.getState();
      const reason = pairEnds(wire, end)
        .map((ends) => checkWire({ workflow, catalog, ...ends }))
        .find((words) => words !== undefined);
      reasons.set(key, reason);
    }
    return reasons.get(key);
  }

  function aimAt(wire: WireDrag, end: CardPort): Aim {
    const reason = reasonFor(wire, end);
    return reason === undefined
      ? { ...end, verdict: 'fits' }
      : { ...end, verdict: 'refused', reason };
  }

  /** The ports of a card that the loose end may go to, in their order. */
  function portsOf(card: string, wire: WireDrag): string[] {
    const { kind, name } = parseCardId(card);
    if (kind === 'output') return wire.seeks === 'target' ? [outputCardPort] : [];
    if (kind === 'input') return wire.seeks === 'source' ? [inputCardPort] : [];
    const ports = tab.analysis.getState().ports.get(name);
    const side = wire.seeks === 'target' ? ports?.inputs : ports?.outputs;
    return (side ?? []).map((port) => port.name);
  }

  function aimAtBody(wire: WireDrag, card: string): Aim {
    const { workflow } = tab.document.getState();
    const wired = new Set(
      wire.seeks === 'target'
        ? readEdges(workflow).filter((edge) => edge.target === card).map((edge) => edge.targetPort)
        : [],
    );
    const fitting = portsOf(card, wire).filter((port) => wire.judge({ card, port }) === 'fits');
    const free = fitting.find(
      (port) => !wired.has(port) && reasonFor(wire, { card, port }) === undefined,
    );
    if (free !== undefined) return { card, port: free, verdict: 'fits' };
    const [first = portsOf(card, wire)[0]] = fitting;
    const title = titleOfCard(workflow, card);
    const nothing = wire.seeks === 'target' ? 'takes this wire' : 'gives what this input takes';
    const why =
      fitting.length > 0 ? `Every input of ${title} that fits has a wire.` : `Nothing of ${title} ${nothing}.`;
    const reason = first !== undefined && wire.fixed.some((end) => end.card === card) ? undefined : why;
    return { card, verdict: 'refused', ...(reason !== undefined && { reason }) };
  }

  return {
    find(wire: WireDrag, event: Screen, at: Point): Aim | undefined {
      const places = [...cardPlaces(flow.getState().nodeLookup.values(), wire.seeks)];
      const near = findNearPort(places, at, wire.judge);
      if (near) return aimAt(wire, { card: near.card, port: near.port });
      const row = wire.seeks === 'target' ? portOfRow(event) : undefined;
      if (row) return aimAt(wire, row);
      const card = findCardAt(places, at);
      return card && aimAtBody(wire, card.card);
    },
    /** Says why a wire was not made, and offers what would make it fit. */
    refuse(_wire: WireDrag, aim: Aim, _event: Screen) {
      if (aim.reason !== undefined) canvas.setState({ announcement: aim.reason });
    },
    forget: () => reasons.clear(),
  };
}
