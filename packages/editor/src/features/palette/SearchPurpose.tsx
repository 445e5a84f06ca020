import { useDocument } from '../../document/editor-context.ts';
import { parseEdgeId } from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import type { NodeSearchOverlay } from './entry-fit.ts';
import classes from './NodeSearch.module.css';

/** What the chosen node is for, where the search was not opened on the empty canvas. */
export function SearchPurpose({ overlay }: { overlay: NodeSearchOverlay }) {
  const workflow = useDocument((state) => state.workflow);
  const { wire, insertOn, replace } = overlay;
  const title = (card: string) => titleOfCard(workflow, card);
  const words =
    (wire?.side === 'source' &&
      `Takes ${wire.port} from ${title(wire.card)}; arrives connected.`) ||
    (wire && `Gives ${wire.port} to ${title(wire.card)}; arrives connected.`) ||
    (insertOn !== undefined &&
      `Goes between on the way to ${title(parseEdgeId(insertOn).card)} · ${parseEdgeId(insertOn).port}.`) ||
    (replace !== undefined && `Takes the place of ${title(replace)}; what fits stays connected.`);
  return words ? <p className={classes.purpose}>{words}</p> : null;
}
