import type { Issue, Workflow } from '@catena/engine';
import { titleOfCard } from '../../../document/cards.ts';
import { comingFrom } from '../../../document/connect/coming-from.ts';
import type { ConnectContext } from '../../../document/connect/connect-context.ts';
import type { Connection } from '../../../document/edits/connect.ts';
import { describePortType } from '../../../parts/port-appearance.ts';

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the most frequent refusals say at the pointer, shorter than in a list of problems. */
const words: {
  readonly [Code in Issue['code']]?: (types: {
    comes: string;
    wanted: string;
    title: string;
  }) => string;
} = {
  'port-type-mismatch': ({ comes, wanted }) => `${capitalise(comes)} does not fit ${wanted}.`,
  'cannot-collect': ({ comes, wanted, title }) =>
    `${title} needs a ${wanted} here; one ${comes} comes.`,
};

/** The path of a circle in titles, which is what stands on the cards. */
function nameCycle(workflow: Workflow, message: string): string {
  const arrow = ' → ';
  const [words, path] = message.split(': ');
  if (path === undefined) return message;
  const titles = path
    .replace(/\.$/, '')
    .split(arrow)
    .map((id) => titleOfCard(workflow, id));
  return `${words}: ${titles.join(arrow)}.`;
}

/** Why a connection is refused, in one line. */
export function describeRefusal(
  context: ConnectContext,
  { source, sourcePort, target, targetPort }: Connection,
  issue: Issue,
): string {
  const coming = comingFrom(context, { card: source, port: sourcePort });
  const port = context.ports.get(target)?.inputs.find(({ name }) => name === targetPort);
  const write = words[issue.code];
  if (issue.code === 'cycle') return nameCycle(context.workflow, issue.message);
  if (!write || !coming || !port) return issue.message;
  return write({
    comes: describePortType({ base: coming.base, depth: 0 }),
    wanted: describePortType(port.type),
    title: titleOfCard(context.workflow, target),
  });
}
