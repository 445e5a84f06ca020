import type { ConnectContext } from '../../../document/connect/connect-context.ts';
import { findFittingPorts } from '../../../document/connect/fitting-ports.ts';
import type { WireDrag } from './wire-drag.ts';

/** Which ports can take a wire, found once when it is begun. Several ends must all agree. */
export function judgePorts(
  context: ConnectContext,
  { fixed, seeks }: Pick<WireDrag, 'fixed' | 'seeks'>,
): WireDrag['judge'] {
  const side = seeks === 'target' ? 'source' : 'target';
  const fitting = fixed.map((end) => findFittingPorts(context, { ...end, side }));
  return ({ card, port }) =>
    fitting.every((ports) => ports.get(card)?.has(port) ?? false) ? 'fits' : 'refused';
}
