import type { Workflow } from '@catena/engine';
import { boundsOf, uniteBounds, type SizeOf } from '../card-bounds.ts';
import { parseCardId, writeCardId, type CardKind } from '../card-id.ts';
import { hasCard, listCards, positionOf } from '../cards.ts';
import { readLayout, withLayoutEntry, withPositions, type Point } from '../layout.ts';
import { parseFrom, writeFrom } from '../references.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { dropStrays } from './drop-strays.ts';
import { mapLayout } from './map-layout.ts';
import { mapReferences } from './map-references.ts';
import { moveReroutes } from './move-reroutes.ts';
import { newId } from './new-id.ts';
import { placeCards } from './place-cards.ts';
import { withSection } from './with-section.ts';

export interface PasteOptions {
  /** Keep edges that come from cards which are not pasted but are there. @defaultValue false */
  withEdges?: boolean | undefined;
  /** How far from where they were. @defaultValue [32, 32] */
  offset?: Point | undefined;
  /** Where the middle of what is pasted comes to lie; wins over `offset`. */
  at?: Point | undefined;
  /** Sizes of the cards of the fragment, by their ids there. */
  sizeOf?: SizeOf | undefined;
}

/** A document after pasting, and the cards that are new in it. */
export interface Pasted {
  workflow: Workflow;
  cards: string[];
}

const usualOffset: Point = [32, 32];

/** New ids for all cards of a fragment, none of them in the document. */
function nameCards(workflow: Workflow, fragment: Workflow): Map<string, string> {
  const used = new Set(listCards(workflow));
  const names = new Map<string, string>();
  for (const card of listCards(fragment)) {
    const { kind, name } = parseCardId(card);
    const write = (id: string) => writeCardId({ kind, name: id });
    const next = write(newId(name, (id) => used.has(write(id))));
    used.add(next);
    names.set(card, next);
  }
  return names;
}

function renameEntries<Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  names: ReadonlyMap<string, string>,
  kind: CardKind,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries ?? {}).map(([name, value]) => {
      const card = names.get(writeCardId({ kind, name })) ?? name;
      return [parseCardId(card).name, value];
    }),
  );
}

/** The fragment under its new names; what it refers to outside is kept where `keepsCard` says so. */
function renameFragment(
  fragment: Workflow,
  names: ReadonlyMap<string, string>,
  keepsCard: (card: string) => boolean,
): Workflow {
  const renamed: Workflow = {
    catena: fragment.catena,
    nodes: renameEntries(fragment.nodes, names, 'node'),
    inputs: renameEntries(fragment.inputs, names, 'input'),
    outputs: renameEntries(fragment.outputs, names, 'output'),
    ...(fragment.layout && { layout: fragment.layout }),
  };
  const mapped = mapReferences(renamed, (from) => {
    const source = parseFrom(from);
    const card = source && names.get(source.card);
    if (source && card !== undefined) return writeFrom({ ...source, card });
    return source && keepsCard(source.card) ? from : undefined;
  });
  const placed = mapLayout(mapped, { card: (id) => names.get(id) });
  return dropStrays(mapLayout(renamed, { card: (id) => names.get(id) }), placed);
}

/** Puts the renamed fragment beside the document; of its layout only what belongs to its cards. */
function merge(workflow: Workflow, fragment: Workflow): Workflow {
  let next: Workflow = { ...workflow, nodes: { ...workflow.nodes, ...fragment.nodes } };
  next = withSection(next, 'inputs', { ...workflow.inputs, ...fragment.inputs });
  next = withSection(next, 'outputs', { ...workflow.outputs, ...fragment.outputs });
  const { positions, looks, frames, notes, reroutes } = readLayout(fragment);
  const sections = { looks, frames, notes, reroutes } as const;
  next = withPositions(next, positions);
  for (const [section, entries] of Object.entries(sections)) {
    for (const [id, value] of Object.entries(entries)) {
      next = withLayoutEntry(next, section as keyof typeof sections, { id, value });
    }
  }
  return next;
}

function findOffset(fragment: Workflow, cards: readonly string[], options: PasteOptions): Point {
  const { at, offset = usualOffset, sizeOf = () => undefined } = options;
  const bounds = uniteBounds(cards.flatMap((card) => boundsOf(fragment, card, sizeOf) ?? []));
  if (!at || !bounds) return offset;
  return [at[0] - bounds.x - bounds.width / 2, at[1] - bounds.y - bounds.height / 2];
}

/**
 * Puts a fragment, as `copyCards` makes it, into a document. Its cards get new ids, edges between them
 * are kept; edges from other cards only where it is asked for.
 */
export function pasteInto(
  workflow: Workflow,
  fragment: Workflow,
  options: PasteOptions = {},
): Pasted {
  const names = nameCards(workflow, fragment);
  if (names.size === 0) return { workflow, cards: [] };
  const keepsCard = (card: string) => options.withEdges === true && hasCard(workflow, card);
  const renamed = renameFragment(fragment, names, keepsCard);
  const pasted = merge(workflow, renamed);
  const [x, y] = findOffset(fragment, [...names.keys()], options);
  // An output of the workflow that has lost its source is not there any more.
  const cards = [...names.values()].filter((card) => hasCard(pasted, card));
  const [left, top] = options.at ?? [0, 0];
  const positions = Object.fromEntries(
    cards.map((card, index) => {
      const position = positionOf(pasted, card);
      const free: Point = [left + index * 32, top + index * 32];
      return [card, position ? ([position[0] + x, position[1] + y] as const) : free];
    }),
  );
  return {
    workflow: composeEdits(moveReroutes(positions), placeCards(positions))(pasted),
    cards,
  };
}

/** {@link pasteInto} as an edit, for who need not know the new cards. */
export function pasteCards(fragment: Workflow, options: PasteOptions = {}): Edit {
  return (workflow) => pasteInto(workflow, fragment, options).workflow;
}
