import { validateConnection, type Issue } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import { hasCard } from '../cards.ts';
import type { Connection } from '../edits/connect.ts';
import type { ConnectContext } from './connect-context.ts';

type Context = Pick<ConnectContext, 'workflow' | 'catalog' | 'models'>;

function refuse(card: string, message: string, hint: string): Issue {
  return { code: 'unknown-node', severity: 'error', message, hint, nodeId: card };
}

/**
 * Says why an edge between two cards would not be accepted, in words; undefined where it would. The
 * engine decides; outputs of the workflow take everything.
 */
export function checkConnection(context: Context, connection: Connection): Issue | undefined {
  const { workflow, catalog, models } = context;
  const { source, target, sourcePort, targetPort, each } = connection;
  const [from, to] = [parseCardId(source), parseCardId(target)];
  for (const card of [source, target]) {
    if (!hasCard(workflow, card)) {
      return refuse(card, `"${card}" is not there any more.`, 'Connect cards of this workflow.');
    }
  }
  if (from.kind !== 'node' && from.kind !== 'input') {
    return refuse(source, 'Only nodes and inputs give values.', 'Begin at one of their outputs.');
  }
  if (to.kind === 'output') return undefined;
  if (to.kind !== 'node') {
    return refuse(target, 'Only nodes and outputs take values.', 'End at one of their inputs.');
  }
  const ends =
    from.kind === 'input' ? { source: 'inputs', sourcePort: from.name } : { source, sourcePort };
  const edge = { ...ends, target, targetPort, ...(each !== undefined && { each }) };
  return validateConnection({ workflow, catalog, models, edge });
}
