import type { ConnectContext } from '../../../document/connect/connect-context.ts';
import {
  findConversions,
  type NodeConversion,
} from '../../../document/connect/find-conversions.ts';
import { addNode } from '../../../document/edits/add-node.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { connect, type Connection } from '../../../document/edits/connect.ts';
import { newNodeId, nodeIdBase } from '../../../document/edits/new-id.ts';
import type { Point } from '../../../document/layout.ts';
import { freeTitle } from '../../../document/free-title.ts';

/** A node that would make a refused wire fit. */
export interface Conversion {
  /** What the node is called. */
  title: string;
  /** The id that the node will have. */
  card: string;
  /** Puts the node between, wired at both ends. */
  edit: Edit;
}

/** As many as a line has room for. */
const mostOffered = 2;

function toConversion(
  context: ConnectContext,
  { type, provider, model, title, input, output }: NodeConversion,
  { connection, position }: { connection: Connection; position: Point },
): Conversion {
  const base = nodeIdBase({ type, ...(model !== undefined && { model }) });
  const card = newNodeId(context.workflow, base);
  const { source, sourcePort, target, targetPort } = connection;
  const edit = composeEdits(
    addNode({
      id: card,
      type,
      provider,
      model,
      title: freeTitle(context.workflow, title),
      position,
    }),
    connect({ source, sourcePort, target: card, targetPort: input }),
    connect({ source: card, sourcePort: output, target, targetPort }),
  );
  return { title, card, edit };
}

/** The nodes that would make a refused wire fit, the best first, to be put at a place. */
export function offerConversions(
  context: ConnectContext,
  place: { connection: Connection; position: Point },
): Conversion[] {
  return findConversions(context, place.connection, mostOffered).map((conversion) =>
    toConversion(context, conversion, place),
  );
}
