import { hasCard } from '../cards.ts';
import { readLayout, withLayoutEntry, type CardLook } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { omitFalse } from './omit-false.ts';
import { withMembers, type MemberChange } from './with-members.ts';

/** What can be changed of the look of a card; `undefined` or `false` takes a member out. */
export type LookChange = MemberChange<
  Pick<CardLook, 'collapsed' | 'color' | 'width' | 'fixed' | 'pinned'>
>;

/** Changes how a node, an input or an output looks. */
export function setLook(card: string, change: LookChange): Edit {
  return (workflow) => {
    if (!hasCard(workflow, card)) return workflow;
    const rounded =
      change.width === undefined ? change : { ...change, width: Math.round(change.width) };
    const look = withMembers<CardLook>(readLayout(workflow).looks[card] ?? {}, omitFalse(rounded));
    const value = Object.keys(look).length > 0 ? look : undefined;
    return withLayoutEntry(workflow, 'looks', { id: card, value });
  };
}
