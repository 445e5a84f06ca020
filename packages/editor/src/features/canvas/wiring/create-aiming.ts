import { uniteBounds } from '../../../document/card-bounds.ts';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { checkConnection } from '../../../document/connect/check-connection.ts';
import { firstFittingPort } from '../../../document/connect/first-fitting-port.ts';
import { titleOfCard } from '../../../document/cards.ts';
import type { Point } from '../../../document/layout.ts';
import type { CardPort } from '../../../document/references.ts';
import { cardPlaces } from './card-places.ts';
import type { WiringOptions } from './create-wiring.ts';
import { describeRefusal } from './describe-refusal.ts';
import { closeWire, withoutMoving } from './drop-wire.ts';
import { findFreePlace } from '../find-free-place.ts';
import { findCardAt, findNearPort } from './find-aim.ts';
import { offerConversions, type Conversion } from './offer-conversions.ts';
import type { Aim, WireDrag } from './wire-drag.ts';

type Screen = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** What a node that is put between is likely to take up, in canvas units. */
const conversionSize = { width: 280, height: 220 };

/** Finds what a loose end is over, and why it is refused there. */
export interface Aiming {
  find(wire: WireDrag, event: Screen, at: Point): Aim | undefined;
  /** Forgets what was found out for the last wire. */
  forget(): void;
}

/** The port whose row, its control included, is under the pointer. */
function portOfRow(event: Screen): CardPort | undefined {
  const element = document.elementFromPoint(event.clientX, event.clientY);
  const row = element?.closest<HTMLElement>('[data-input-row]');
  const card = row?.closest<HTMLElement>('[data-id]')?.dataset['id'];
  const port = row?.dataset['inputRow'];
  return card !== undefined && port !== undefined ? { card, port } : undefined;
}

/** Makes what finds out where a wire is aimed. */
export function createAiming({ editor, tab, flow }: WiringOptions): Aiming {
  const known = new Map<string, Aim>();

  function contextFor(wire: WireDrag) {
    const context = connectContextOf(tab, editor.catalog);
    return { ...context, workflow: withoutMoving(context.workflow, wire.moving) };
  }

  /** A place for a node between two ends, where it covers no other card. */
  function between(ends: readonly string[]): Point {
    const all = [...flow.getState().nodeLookup.values()].filter((node) => !node.hidden);
    const bounds = (node: (typeof all)[number]) => ({
      ...node.internals.positionAbsolute,
      width: node.measured.width ?? 0,
      height: node.measured.height ?? 0,
    });
    const around = uniteBounds(all.filter(({ id }) => ends.includes(id)).map(bounds));
    const x = (around?.x ?? 0) + ((around?.width ?? 0) - conversionSize.width) / 2;
    const y = (around?.y ?? 0) + ((around?.height ?? 0) - conversionSize.height) / 2;
    const taken = all.filter(({ type }) => type !== 'card-frame').map(bounds);
    return findFreePlace({ x, y, ...conversionSize }, taken);
  }

  function judge(wire: WireDrag, end: CardPort): Aim {
    const context = contextFor(wire);
    const connections = closeWire(wire, end);
    const refused = connections.flatMap((connection) => {
      const issue = checkConnection(context, connection);
      return issue ? [{ connection, issue }] : [];
    });
    const [first] = refused;
    if (!first) return { ...end, verdict: 'fits' };
    const { connection, issue } = first;
    const position = between([connection.source, connection.target]);
    const conversions: Conversion[] =
      connections.length === 1 ? offerConversions(context, { connection, position }) : [];
    return { ...end, verdict: 'refused', reason: describeRefusal(context, connection, issue), conversions };
  }

  function aimAt(wire: WireDrag, end: CardPort): Aim {
    const key = `${end.card}/${end.port}`;
    const aim = known.get(key) ?? judge(wire, end);
    known.set(key, aim);
    return aim;
  }

  function aimAtBody(wire: WireDrag, card: string): Aim {
    if (wire.fixed.some((end) => end.card === card)) return { card, verdict: 'refused' };
    const [first] = wire.fixed;
    const side = wire.seeks === 'target' ? ('source' as const) : ('target' as const);
    const port = first && firstFittingPort(contextFor(wire), { ...first, side }, { card });
    if (port !== undefined) return aimAt(wire, { card, port });
    const title = titleOfCard(tab.document.getState().workflow, card);
    const reason =
      wire.seeks === 'target' ? `${title} has no input that takes this.` : `${title} has no output that fits.`;
    return { card, verdict: 'refused', reason };
  }

  return {
    find(wire, event, at) {
      const places = [...cardPlaces(flow.getState().nodeLookup.values(), wire.seeks)];
      const near = findNearPort(places, at, wire.judge);
      if (near) return aimAt(wire, { card: near.card, port: near.port });
      const row = wire.seeks === 'target' ? portOfRow(event) : undefined;
      if (row) return aimAt(wire, row);
      const card = findCardAt(places, at)?.card;
      if (card === undefined) return undefined;
      const aim = known.get(card) ?? aimAtBody(wire, card);
      known.set(card, aim);
      return aim;
    },
    forget: () => known.clear(),
  };
}
