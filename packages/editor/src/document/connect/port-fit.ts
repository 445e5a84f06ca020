/**
 * Whether what comes fits a port, from types alone: the rule of fan-out for one edge that says nothing
 * of `each`. It agrees with the engine's `validateConnection`, which a test holds, and takes no time, so
 * that thousands of ports can be asked while an edge is dragged.
 */
import { canConvert, type BaseType, type PortDescriptor, type PortType } from '@catena/engine';

/** What comes to a port: the type of its items and how many lists are around them, axes included. */
export interface Coming extends PortType {
  /** Something before it is not known, so there may be more lists. */
  unsure?: boolean;
}

/** How well it fits; `exact` before `converted` before `checked` only when it runs. */
export type Fit = 'exact' | 'loose' | 'converted' | 'checked';

/** Fits from the best to the worst. */
const fits: readonly Fit[] = ['exact', 'loose', 'converted', 'checked'];

/** For sorting: lower is better. */
export function rankFit(fit: Fit): number {
  return fits.indexOf(fit);
}

function isData(base: BaseType): boolean {
  return base === 'any' || base === 'json';
}

function fitBase(from: BaseType, port: PortDescriptor): Fit | undefined {
  if (port.variable !== undefined) return 'loose';
  const { base } = port.type;
  if (from === base) return 'exact';
  const check = canConvert({ base: from, depth: 0 }, { base, depth: 0 });
  if (!check.ok) return undefined;
  if (check.how === 'same') return base === 'any' || base === 'file' ? 'loose' : 'exact';
  return check.how;
}

/** How well it fits; undefined where the port cannot take it. */
export function fitPort(coming: Coming, port: PortDescriptor): Fit | undefined {
  if (!port.connectable || port.secret) return undefined;
  if (port.type.depth > coming.depth && !coming.unsure) return undefined;
  return fitBase(coming.base, port);
}

/** How many of the lists that come the node is mapped over: once for each item. */
export function countMapped(coming: Coming, port: PortDescriptor): number {
  const takesWhole = port.variable === undefined && isData(port.type.base) && !port.each;
  return takesWhole ? 0 : Math.max(0, coming.depth - port.type.depth);
}
