import { readInputValue, type NodePorts, type Workflow } from '@catena/engine';
import { parseCardId } from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import { readLayout } from '../../document/layout.ts';
import { orderCards } from '../../document/order-cards.ts';

/** A place on the canvas where a text was found. */
export interface TextMatch {
  card: string;
  /** The input in whose value it was found; undefined in what belongs to the card as a whole. */
  port?: string;
  /** Where it was found, in words: `title`, `Prompt`. */
  where: string;
  /** What stands there, around the match. */
  before: string;
  match: string;
  after: string;
}

interface SearchedText {
  where: string;
  text: string;
  port?: string;
}

/** Every text within a value: of lists and objects those of their members. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What stands in an input as text; edges are no text. */
function textsOfInput(value: unknown): string[] {
  return readInputValue(value).kind === 'reference' ? [] : textsIn(value);
}

function present(texts: readonly (readonly [where: string, text: unknown])[]): SearchedText[] {
  return texts.flatMap(([where, text]) =>
    typeof text === 'string' && text !== '' ? [{ where, text }] : [],
  );
}

function textsOfNode(
  { nodes }: Workflow,
  id: string,
  ports: ReadonlyMap<string, NodePorts>,
): SearchedText[] {
  const node = nodes[id];
  if (!node) return [];
  const titles = new Map(ports.get(id)?.inputs.map(({ name, title }) => [name, title ?? name]));
  const values = Object.entries(node.input ?? {}).flatMap(([port, value]) =>
    textsOfInput(value).map((text) => ({ where: titles.get(port) ?? port, text, port })),
  );
  return [
    ...present([
      ['model', node.model],
      ['type', node.type],
      ['note', node.note],
    ]),
    ...values,
  ];
}

function textsOfCard(
  workflow: Workflow,
  card: string,
  ports: ReadonlyMap<string, NodePorts>,
): SearchedText[] {
  const { kind, name } = parseCardId(card);
  const input = workflow.inputs?.[name];
  const others = {
    node: () => textsOfNode(workflow, name, ports),
    input: () => [
      ...present([['description', input?.description]]),
      ...textsIn(input?.default).map((text) => ({ where: 'default', text })),
    ],
    output: () => present([['description', workflow.outputs?.[name]?.description]]),
    frame: () => [],
    note: () => present([['text', readLayout(workflow).notes[name]?.text]]),
  };
  const title = kind === 'note' ? [] : present([['title', titleOfCard(workflow, card)]]);
  const isNamed = title[0]?.text === name || kind === 'frame' || kind === 'note';
  return [...title, ...(isNamed ? [] : present([['name', name]])), ...others[kind]()];
}

/** How much is shown around a match, in characters. */
const around = 24;

function cut(text: string, at: number, length: number) {
  const start = Math.max(0, at - around);
  const end = at + length;
  return {
    before: (start > 0 ? '…' : '') + text.slice(start, at),
    match: text.slice(at, end),
    after: text.slice(end, end + around) + (end + around < text.length ? '…' : ''),
  };
}

/**
 * Where a text stands on the canvas: in titles, names, notes and values, whatever the case of its
 * letters; in the order in which the cards run, one match for each text.
 */
export function findText(
  workflow: Workflow,
  ports: ReadonlyMap<string, NodePorts>,
  query: string,
): TextMatch[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  return orderCards(workflow).flatMap((card) =>
    textsOfCard(workflow, card, ports).flatMap(({ where, text, port }): TextMatch[] => {
      const at = text.toLowerCase().indexOf(wanted);
      if (at < 0) return [];
      return [
        { card, where, ...(port !== undefined && { port }), ...cut(text, at, wanted.length) },
      ];
    }),
  );
}
