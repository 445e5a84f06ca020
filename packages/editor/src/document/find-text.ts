import type { Workflow, WorkflowNode } from '@catena/engine';
import { writeCardId } from './card-id.ts';
import { readLayout } from './layout.ts';
import { isReference } from './references.ts';

/** Where a text was found. */
export type FoundIn = 'title' | 'id' | 'type' | 'model' | 'value' | 'note';

/** A place in a document that holds the text. */
export interface TextHit {
  card: string;
  where: FoundIn;
  /** The input that holds the value. */
  port?: string;
  /** What stands there, shortened around what was found. */
  text: string;
  /** Where in `text` it begins, and how long it is. */
  start: number;
  length: number;
}

interface Place {
  card: string;
  where: FoundIn;
  port?: string;
  text: string;
}

/** Shown before and after what was found. */
const aroundLength = 40;

/** Every text, number and name in a value; references and files are no values. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null || isReference(value)) return [];
  if ('$artifact' in value) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name.startsWith('$') ? textsOf(member) : [name, ...textsOf(member)],
  );
}

function placesOfNode(card: string, node: WorkflowNode): Place[] {
  const { title, type, model, provider, note, input = {} } = node;
  const words: [FoundIn, string | undefined][] = [
    ['title', title],
    ['id', card],
    ['type', type],
    ['model', model],
    ['model', provider],
    ['note', note],
  ];
  return [
    ...words.flatMap(([where, text]) => (text === undefined ? [] : [{ card, where, text }])),
    ...Object.entries(input).flatMap(([port, value]) =>
      textsOf(value).map((text): Place => ({ card, where: 'value', port, text })),
    ),
  ];
}

function placesOfEntries(workflow: Workflow): Place[] {
  const inputs = Object.entries(workflow.inputs ?? {}).map(([name, entry]) => ({
    card: writeCardId({ kind: 'input', name }),
    name,
    ...entry,
    values: textsOf(entry.default),
  }));
  const outputs = Object.entries(workflow.outputs ?? {}).map(([name, entry]) => ({
    card: writeCardId({ kind: 'output', name }),
    name,
    title: entry.title,
    description: entry.description,
    type: undefined,
    values: [],
  }));
  return [...inputs, ...outputs].flatMap(({ card, name, title, description, type, values }) => {
    const words: [FoundIn, string | undefined][] = [
      ['title', title],
      ['id', name],
      ['type', type],
      ['note', description],
    ];
    return [
      ...words.flatMap(([where, text]) => (text === undefined ? [] : [{ card, where, text }])),
      ...values.map((text): Place => ({ card, where: 'value', text })),
    ];
  });
}

function placesOfLayout(workflow: Workflow): Place[] {
  const { frames, notes } = readLayout(workflow);
  return [
    ...Object.entries(frames).map(([name, { title }]): Place => {
      return { card: writeCardId({ kind: 'frame', name }), where: 'title', text: title };
    }),
    ...Object.entries(notes).map(([name, { text }]): Place => {
      return { card: writeCardId({ kind: 'note', name }), where: 'note', text };
    }),
  ];
}

/** Lower case, one character for each: positions must stay those of the text. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function toHit({ text, ...place }: Place, query: string): TextHit | undefined {
  const at = fold(text).indexOf(query);
  if (at < 0) return undefined;
  const from = Math.max(0, at - aroundLength);
  const to = Math.min(text.length, at + query.length + aroundLength);
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  return {
    ...place,
    text: before + text.slice(from, to) + after,
    start: before.length + at - from,
    length: query.length,
  };
}

/**
 * Finds a text in titles, ids, types, models, notes and values; upper and lower case are the same. Hits
 * come in the order of the document, each place once.
 */
export function findText(workflow: Workflow, query: string): TextHit[] {
  const wanted = fold(query.trim());
  if (wanted === '') return [];
  const places = [
    ...placesOfEntries(workflow),
    ...Object.entries(workflow.nodes).flatMap(([id, node]) => placesOfNode(id, node)),
    ...placesOfLayout(workflow),
  ];
  return places.flatMap((place) => toHit(place, wanted) ?? []);
}
