import { titleOfCard } from '../../../document/cards.ts';
import { checkConnection } from '../../../document/connect/check-connection.ts';
import {
  connectContextOf,
  type ConnectContext,
} from '../../../document/connect/connect-context.ts';
import { firstFittingPort } from '../../../document/connect/first-fitting-port.ts';
import type { Point } from '../../../document/layout.ts';
import type { CardPort } from '../../../document/references.ts';
import { cardPlaces } from './card-places.ts';
import { describeRefusal } from './describe-refusal.ts';
import { closeWire, withoutMoving } from './drop-wire.ts';
import { findCardAt, findNearPort } from './find-aim.ts';
import { offerConversions } from './offer-conversions.ts';
import { placeBetween } from './place-between.ts';
import type { Aim, WireDrag } from './wire-drag.ts';
import type { WiringOptions } from './wiring-options.ts';

type Screen = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** The port whose row, its control included, is under the pointer. */
function portOfRow(event: Screen): CardPort | undefined {
  const element = document.elementFromPoint(event.clientX, event.clientY);
  const row = element?.closest<HTMLElement>('[data-input-row]');
  const card = row?.closest<HTMLElement>('[data-id]')?.dataset['id'];
  const port = row?.dataset['inputRow'];
  return card !== undefined && port !== undefined ? { card, port } : undefined;
}

/** Finds what the loose end of a wire is over, and why it is refused there. */
export class Aiming {
  readonly #options: WiringOptions;
  /** What was found for the present wire, by port or by card. */
  readonly #known = new Map<string, Aim>();

  constructor(options: WiringOptions) {
    this.#options = options;
  }

  find(wire: WireDrag, event: Screen, at: Point): Aim | undefined {
    const { nodeLookup } = this.#options.flow.getState();
    const places = [...cardPlaces(nodeLookup.values(), wire.seeks)];
    const near = findNearPort(places, at, wire.judge);
    if (near) return this.#atPort(wire, { card: near.card, port: near.port });
    const row = wire.seeks === 'target' ? portOfRow(event) : undefined;
    if (row) return this.#atPort(wire, row);
    const card = findCardAt(places, at)?.card;
    if (card === undefined) return undefined;
    return this.#remember(card, () => this.#atBody(wire, card));
  }

  /** Forgets what was found for the last wire. */
  forget(): void {
    this.#known.clear();
  }

  #remember(key: string, find: () => Aim): Aim {
    const aim = this.#known.get(key) ?? find();
    this.#known.set(key, aim);
    return aim;
  }

  /** The document as it would be without the wires that were taken off. */
  #contextFor({ moving }: WireDrag): ConnectContext {
    const { tab, editor } = this.#options;
    const context = connectContextOf(tab, editor.catalog);
    return { ...context, workflow: withoutMoving(context.workflow, moving) };
  }

  #atPort(wire: WireDrag, end: CardPort): Aim {
    return this.#remember(`${end.card}/${end.port}`, () => this.#judge(wire, end));
  }

  #judge(wire: WireDrag, end: CardPort): Aim {
    const context = this.#contextFor(wire);
    const connections = closeWire(wire, end);
    for (const connection of connections) {
      const issue = checkConnection(context, connection);
      if (!issue) continue;
      const { nodeLookup } = this.#options.flow.getState();
      const position = placeBetween(nodeLookup.values(), [connection.source, connection.target]);
      const isOne = connections.length === 1;
      const conversions = isOne ? offerConversions(context, { connection, position }) : [];
      const reason = describeRefusal(context, connection, issue);
      return { ...end, verdict: 'refused', reason, conversions };
    }
    return { ...end, verdict: 'fits' };
  }

  #atBody(wire: WireDrag, card: string): Aim {
    // Back on the card that it comes from, a wire means nothing yet.
    if (wire.fixed.some((end) => end.card === card)) return { card, verdict: 'refused' };
    const [first] = wire.fixed;
    const isForward = wire.seeks === 'target';
    const side = isForward ? ('source' as const) : ('target' as const);
    const port = first && firstFittingPort(this.#contextFor(wire), { ...first, side }, { card });
    if (port !== undefined) return this.#atPort(wire, { card, port });
    const title = titleOfCard(this.#options.tab.document.getState().workflow, card);
    const what = isForward ? 'input that takes this' : 'output that fits';
    return { card, verdict: 'refused', reason: `${title} has no ${what}.` };
  }
}
