import type { CardPort } from '../../../document/references.ts';
import type { ScreenPoint } from '../../../document/view-store.ts';
import type { Conversion } from './offer-conversions.ts';

/** Which kind of port: one that gives a value, or one that wants one. */
export type Side = 'source' | 'target';

/** How a port stands to the wire that is being dragged. */
export type Verdict = 'fits' | 'refused';

/** A wire, or several, with a loose end. */
export interface WireDrag {
  /** The ends that stay; several where all wires of an output are moved at once. */
  fixed: readonly CardPort[];
  /** The kind of port that the loose end looks for. */
  seeks: Side;
  /** Ids of the edges whose end was taken off; none for a new wire. */
  moving: readonly string[];
  /** Whether the button is held; else the wire hangs on the pointer until the next click. */
  held: boolean;
  /** How a port stands to this wire, by the rule that is fast enough to ask for every port. */
  judge(end: CardPort): Verdict;
}

/** What a loose end is over. */
export interface Aim {
  card: string;
  /** Missing where nothing of the card takes the wire. */
  port?: string;
  verdict: Verdict;
  /** Why it is refused, in one line. */
  reason?: string;
  conversions?: readonly Conversion[];
}

/** Why a wire was not made, and what would make it fit. */
export interface Refusal {
  reason: string;
  conversions: readonly Conversion[];
  at: ScreenPoint;
}
