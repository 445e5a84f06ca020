import type { CardPort } from '../references.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { connect } from './connect.ts';
import { edgesAt } from './disconnect.ts';

/** Lets all edges that begin at one port begin at another. Whether they fit is not asked here. */
export function moveEdges(from: CardPort, to: CardPort): Edit {
  return (workflow) =>
    composeEdits(
      ...edgesAt(workflow, { ...from, side: 'source' }).map(({ target, targetPort, each }) =>
        connect({ source: to.card, sourcePort: to.port, target, targetPort, each }),
      ),
    )(workflow);
}
