import type { Workflow } from '@catena/engine';
import { parseEdgeId, writeCardId, writeEdgeId, type CardKind } from '../card-id.ts';
import { readRawSection, withLayout } from '../layout.ts';

/** New ids of cards and edges; undefined for those that are gone. */
export interface LayoutMapping {
  card(id: string): string | undefined;
  /** @defaultValue the id with the card that is fed mapped */
  edge?(id: string): string | undefined;
}

type Raw = Readonly<Record<string, unknown>>;

/** The same object where no key changes. */
function mapKeys(entries: Raw, map: (key: string) => string | undefined): Raw {
  const keys = Object.keys(entries);
  if (keys.every((key) => map(key) === key)) return entries;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const next = map(key);
      return next === undefined ? [] : [[next, entries[key]]];
    }),
  );
}

function mapFrameCards(frames: Raw, map: LayoutMapping['card']): Raw {
  let changed = false;
  const entries = Object.entries(frames).map(([id, frame]) => {
    const cards = (frame as { cards?: unknown } | null)?.cards;
    if (!Array.isArray(cards)) return [id, frame];
    const next = cards.flatMap((card) => (typeof card === 'string' ? (map(card) ?? []) : [card]));
    if (next.length === cards.length && next.every((card, index) => card === cards[index])) {
      return [id, frame];
    }
    changed = true;
    return [id, { ...(frame as Raw), cards: next }];
  });
  return changed ? (Object.fromEntries(entries) as Raw) : frames;
}

function mapEdge(id: string, card: LayoutMapping['card']): string | undefined {
  const end = parseEdgeId(id);
  const next = card(end.card);
  return next === undefined ? undefined : writeEdgeId(next, end.port);
}

/** Frames and notes are keyed by their own ids, which are those of their cards without the prefix. */
function mapOwn(kind: CardKind, map: LayoutMapping['card']): (name: string) => string | undefined {
  const prefix = writeCardId({ kind, name: '' });
  return (name) => map(prefix + name)?.slice(prefix.length);
}

/**
 * The workflow with the ids of cards and edges in its layout replaced, or what belongs to them dropped.
 * Whatever else stands there is left alone.
 */
export function mapLayout(workflow: Workflow, mapping: LayoutMapping): Workflow {
  const { layout } = workflow;
  if (!layout) return workflow;
  const { card } = mapping;
  const edge = (id: string) => (mapping.edge ? mapping.edge(id) : mapEdge(id, card));
  const sections: Readonly<Record<string, (entries: Raw) => Raw>> = {
    $looks: (looks) => mapKeys(looks, card),
    $frames: (frames) => mapFrameCards(mapKeys(frames, mapOwn('frame', card)), card),
    $notes: (notes) => mapKeys(notes, mapOwn('note', card)),
    $reroutes: (reroutes) => mapKeys(reroutes, edge),
  };
  let next = mapKeys(layout, (key) => (key.startsWith('$') ? key : card(key)));
  for (const [name, map] of Object.entries(sections)) {
    const before = readRawSection(next, name);
    const after = map(before);
    if (after === before) continue;
    const { [name]: _before, ...rest } = next;
    next = Object.keys(after).length > 0 ? { ...rest, [name]: after } : rest;
  }
  return withLayout(workflow, next);
}
