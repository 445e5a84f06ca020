import type { NodePorts, PortDescriptor, Workflow } from '@catena/engine';
import { parseCardId, writeCardId } from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import type { RunView, StepRun } from '../../runs/node-run.ts';
import { collectResults, isFannedOut } from '../../parts/collect-results.ts';

/** One result that can be looked at large. */
export interface ViewerItem {
  /** Unique among all of them. */
  key: string;
  card: string;
  title: string;
  port: PortDescriptor | undefined;
  value: unknown;
  /** The step that gave it. */
  step: StepRun | undefined;
  /** Which of the items it belongs to that are shown side by side on the card. */
  top: number;
  /** Its place in the lists that it lies in, from 1; empty for a single value. */
  place: readonly number[];
}

/** Where the results are taken from. */
export interface ViewerSource {
  workflow: Workflow;
  /** Nodes from the first to the last; those that are missing come behind. */
  order: Iterable<string>;
  ports: ReadonlyMap<string, NodePorts>;
  view: RunView | undefined;
}

type Origin = Pick<ViewerItem, 'card' | 'title' | 'port' | 'step'>;

/** A value, or each of its items where it is a list. */
function spread(
  value: unknown,
  path: readonly number[],
  isJson: boolean,
): { value: unknown; path: readonly number[] }[] {
  if (!Array.isArray(value) || isJson) return [{ value, path }];
  return value.flatMap((item, index) => spread(item, [...path, index], isJson));
}

function toItems(origin: Origin, value: unknown, step?: number): ViewerItem[] {
  const start = step === undefined ? [] : [step];
  return spread(value, start, origin.port?.type.base === 'json').map(({ value: item, path }) => ({
    ...origin,
    key: `${origin.card}/${origin.port?.name ?? ''}/${path.join('.')}`,
    value: item,
    top: path[0] ?? 0,
    place: [...(origin.step?.index ?? []), ...path.slice(start.length)].map((index) => index + 1),
  }));
}

function nodeItems(nodeId: string, { workflow, ports, view }: ViewerSource): ViewerItem[] {
  const run = view?.nodes.get(nodeId) ?? view?.earlier.get(nodeId);
  if (!run) return [];
  const title = titleOfCard(workflow, nodeId);
  const isMany = isFannedOut(run);
  return (ports.get(nodeId)?.outputs ?? []).flatMap((port) =>
    collectResults(run, port.name).flatMap((item, index) => {
      if (!('value' in item)) return [];
      const origin = { card: nodeId, title, port, step: item.step };
      return toItems(origin, item.value, isMany ? index : undefined);
    }),
  );
}

function outputItems({ workflow, view }: ViewerSource): ViewerItem[] {
  return Object.keys(workflow.outputs ?? {}).flatMap((name) => {
    const value = view?.outputs[name];
    if (value === undefined) return [];
    const card = writeCardId({ kind: 'output', name });
    const title = titleOfCard(workflow, card);
    return toItems({ card, title, port: undefined, step: undefined }, value);
  });
}

function inputItems({ workflow, view }: ViewerSource): ViewerItem[] {
  return Object.entries(workflow.inputs ?? {}).flatMap(([name, input]) => {
    const value = view?.inputs?.[name] ?? input.default;
    if (value === undefined) return [];
    const card = writeCardId({ kind: 'input', name });
    const title = titleOfCard(workflow, card);
    return toItems({ card, title, port: undefined, step: undefined }, value);
  });
}

/** All that can be looked at beside a card: results of nodes beside those of nodes, outputs beside outputs. */
export function listViewerItems(card: string, source: ViewerSource): ViewerItem[] {
  const { kind } = parseCardId(card);
  if (kind === 'output') return outputItems(source);
  if (kind === 'input') return inputItems(source);
  const nodeIds = new Set([...source.order, ...Object.keys(source.workflow.nodes)]);
  return [...nodeIds].flatMap((nodeId) => nodeItems(nodeId, source));
}

/** Where to begin: at the item that was asked for, else at the first of the card. */
export function startPosition(
  items: readonly ViewerItem[],
  wanted: { card: string; port?: string | undefined; index?: number | undefined },
): number {
  const { card, port, index = 0 } = wanted;
  const ofCard = items.filter(
    (item) => item.card === card && (port === undefined || item.port?.name === port),
  );
  const found = ofCard.find(({ top }) => top === index) ?? ofCard[0];
  return found ? items.indexOf(found) : 0;
}

/**
 * The picture to compare one with at first: the same item before it was worked on, so that before and
 * after are seen; else the nearest picture.
 */
export function compareCandidate(
  items: readonly ViewerItem[],
  position: number,
  isPicture: (item: ViewerItem) => boolean,
): number | undefined {
  const current = items[position];
  if (!current) return undefined;
  const pictures = items.flatMap((item, index) =>
    index !== position && isPicture(item) ? [index] : [],
  );
  const place = current.place.join('.');
  const others = pictures.filter(
    (index) => index < position && items[index]?.card !== current.card,
  );
  const same = others.filter((index) => items[index]?.place.join('.') === place);
  return same.at(-1) ?? others.at(-1) ?? pictures[0];
}
