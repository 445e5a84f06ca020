import { z } from 'zod';
import type { Workflow } from '@catena/engine';
import { equalJson } from './equal-json.ts';

/**
 * How a workflow looks. It lies in `layout` of the document and changes nothing that is computed:
 * positions of cards by card id, and beside them what only the editor knows, under names with `$`.
 */
export interface Layout {
  /** Of nodes, inputs and outputs, by card id. */
  positions: Readonly<Record<string, Point>>;
  /** Looks of single cards, by card id. */
  looks: Readonly<Record<string, CardLook>>;
  frames: Readonly<Record<string, Frame>>;
  notes: Readonly<Record<string, Note>>;
  /** Points that an edge goes through, by edge id. */
  reroutes: Readonly<Record<string, readonly Point[]>>;
}

/** Canvas units; x to the right, y down. */
export type Point = readonly [number, number];

const pointSchema = z.tuple([z.number(), z.number()]);

const lookSchema = z.looseObject({
  collapsed: z.boolean().optional(),
  /** A name of {@link cardColors}. */
  color: z.string().optional(),
  /** Width in canvas units. */
  width: z.number().min(160).max(1200).optional(),
  /** Stays where it is when others are moved or tidied. */
  fixed: z.boolean().optional(),
  /** Id of the run whose result the node keeps instead of being computed. */
  pinned: z.string().min(1).optional(),
});

const frameSchema = z.looseObject({
  title: z.string(),
  color: z.string().optional(),
  position: pointSchema,
  size: pointSchema,
  collapsed: z.boolean().optional(),
  /** Ids of the cards that move with it. */
  cards: z.array(z.string()),
});

const noteSchema = z.looseObject({
  text: z.string(),
  color: z.string().optional(),
  position: pointSchema,
  size: pointSchema,
});

export type CardLook = z.infer<typeof lookSchema>;
export type Frame = z.infer<typeof frameSchema>;
export type Note = z.infer<typeof noteSchema>;

/** Colours that cards, frames and notes can have. */
export const cardColors = [
  'grey',
  'blue',
  'teal',
  'green',
  'yellow',
  'orange',
  'red',
  'pink',
  'violet',
] as const;

const sections = {
  $looks: lookSchema,
  $frames: frameSchema,
  $notes: noteSchema,
  $reroutes: z.array(pointSchema),
};

function readSection<Name extends keyof typeof sections>(
  layout: Record<string, unknown>,
  name: Name,
): Record<string, z.infer<(typeof sections)[Name]>> {
  const found = layout[name];
  if (typeof found !== 'object' || found === null) return {};
  const entries = Object.entries(found).flatMap(([key, value]) => {
    const parsed = sections[name].safeParse(value);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries) as Record<string, z.infer<(typeof sections)[Name]>>;
}

const cache = new WeakMap<object, Layout>();
const empty: Layout = { positions: {}, looks: {}, frames: {}, notes: {}, reroutes: {} };

/** Reads the layout of a document; what cannot be read is left alone in the file. */
export function readLayout(workflow: Workflow): Layout {
  const { layout } = workflow;
  if (!layout) return empty;
  const known = cache.get(layout);
  if (known) return known;
  const positions = Object.entries(layout).flatMap(([id, value]) => {
    const parsed = id.startsWith('$') ? undefined : pointSchema.safeParse(value);
    return parsed?.success ? [[id, parsed.data] as const] : [];
  });
  const read: Layout = {
    positions: Object.fromEntries(positions),
    looks: readSection(layout, '$looks'),
    frames: readSection(layout, '$frames'),
    notes: readSection(layout, '$notes'),
    reroutes: readSection(layout, '$reroutes'),
  };
  cache.set(layout, read);
  return read;
}

/** Where a section of {@link Layout} lies in the file. */
const sectionNames = {
  looks: '$looks',
  frames: '$frames',
  notes: '$notes',
  reroutes: '$reroutes',
} as const;

/** The workflow with another layout; none where it is empty. */
export function withLayout(
  workflow: Workflow,
  layout: Readonly<Record<string, unknown>>,
): Workflow {
  if (layout === workflow.layout) return workflow;
  if (Object.keys(layout).length > 0) return { ...workflow, layout };
  if (!workflow.layout) return workflow;
  const { layout: _layout, ...rest } = workflow;
  return rest as Workflow;
}

/** The entries of a section as they stand in the file, those that cannot be read included. */
export function readRawSection(
  layout: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const found = layout[name];
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Record<string, unknown>)
    : {};
}

/** The workflow with one entry of a section of its layout set, or removed where it is undefined. */
export function withLayoutEntry<Section extends keyof typeof sectionNames>(
  workflow: Workflow,
  section: Section,
  entry: { id: string; value: Layout[Section][string] | undefined },
): Workflow {
  const name = sectionNames[section];
  const { [name]: _section, ...layout } = workflow.layout ?? {};
  const before = readRawSection(workflow.layout ?? {}, name);
  const isThere = Object.hasOwn(before, entry.id);
  if (entry.value === undefined ? !isThere : isThere && equalJson(before[entry.id], entry.value)) {
    return workflow;
  }
  const { [entry.id]: _before, ...others } = before;
  const next = entry.value === undefined ? others : { ...before, [entry.id]: entry.value };
  return withLayout(workflow, Object.keys(next).length > 0 ? { ...layout, [name]: next } : layout);
}

/** A point in whole units. */
export function roundPoint([x, y]: Point): [number, number] {
  // Without `+ 0` a little below zero would be written as -0.
  return [Math.round(x) + 0, Math.round(y) + 0];
}

/** The workflow with cards at new places; coordinates are rounded to whole units. */
export function withPositions(
  workflow: Workflow,
  positions: Readonly<Record<string, Point>>,
): Workflow {
  const before = workflow.layout ?? {};
  const changed = Object.entries(positions)
    .map(([id, position]) => [id, roundPoint(position)] as const)
    .filter(([id, position]) => !equalJson(before[id], position));
  if (changed.length === 0) return workflow;
  return withLayout(workflow, { ...before, ...Object.fromEntries(changed) });
}
