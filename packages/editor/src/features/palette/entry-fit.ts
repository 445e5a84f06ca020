import { modelKey, type PortDescriptor, type PortType } from '@catena/engine';
import { parseCardId } from '../../document/card-id.ts';
import { comingFrom } from '../../document/connect/coming-from.ts';
import type { ConnectContext } from '../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../document/connect/fit-on-edge.ts';
import { findFittingNodeTypes } from '../../document/connect/fitting-node-types.ts';
import { listNodeCandidates } from '../../document/connect/node-candidates.ts';
import { fitPort, rankFit, type Fit } from '../../document/connect/port-fit.ts';
import type { Overlay, PendingWire } from '../../document/view-store.ts';
import type { LibraryEntry, LibraryItem } from './library-entry.ts';

/** What the search for nodes was opened for. */
export type NodeSearchOverlay = Extract<Overlay, { kind: 'node-search' }>;

/** How well an entry fits, 0 is best; undefined where it does not. */
export type EntryFit = (entry: LibraryEntry) => number | undefined;

interface Placed {
  type: string;
  provider?: string;
  model?: string;
}

/** What a node is known by among all that could be placed. */
export function candidateKey({ type, provider = '', model = '' }: Placed): string {
  return `${type} ${modelKey(provider, model)}`;
}

/** The input of a node that a wire ends at, when it was dragged from there. */
function wantedPort(context: ConnectContext, wire: PendingWire): PortDescriptor | undefined {
  return context.ports.get(wire.card)?.inputs.find(({ name }) => name === wire.port);
}

function best(fits: readonly (Fit | undefined)[]): number | undefined {
  const ranks = fits.flatMap((fit) => (fit ? [rankFit(fit)] : []));
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

/** For models whose ports are not loaded: by the types that the list of models tells. */
function fitByTypes(context: ConnectContext, wire: PendingWire, entry: LibraryEntry) {
  const asPort = (type: PortType): PortDescriptor => ({
    name: '',
    type,
    required: true,
    connectable: true,
  });
  if (wire.side === 'source') {
    const coming = comingFrom(context, wire);
    return coming && best(entry.takes.map((type) => fitPort(coming, asPort(type))));
  }
  const wanted = wantedPort(context, wire);
  return wanted && best(entry.gives.map((type) => fitPort(type, wanted)));
}

type CardFits = {
  [Kind in LibraryItem['kind']]?: (
    context: ConnectContext,
    wire: PendingWire,
    entry: LibraryEntry,
  ) => number | undefined;
};

const cardFits: CardFits = {
  output: (_context, wire) => (wire.side === 'source' ? rankFit('loose') : undefined),
  input(context, wire, entry) {
    const wanted = wire.side === 'target' ? wantedPort(context, wire) : undefined;
    const [given] = entry.gives;
    if (!wanted || !given) return undefined;
    return best([fitPort({ ...given, depth: wanted.type.depth }, wanted)]);
  },
};

function fitOfWire(context: ConnectContext, wire: PendingWire): EntryFit {
  const found = findFittingNodeTypes(context, wire);
  const ranks = new Map(found.map((node) => [candidateKey(node), rankFit(node.fit)]));
  const known = new Set(listNodeCandidates(context.catalog, context.models).map(candidateKey));
  return (entry) => {
    const { item } = entry;
    if (item.kind !== 'node') return cardFits[item.kind]?.(context, wire, entry);
    const key = candidateKey(item);
    return known.has(key) ? ranks.get(key) : fitByTypes(context, wire, entry);
  };
}

function fitOfEdge(context: ConnectContext, edgeId: string): EntryFit {
  const fitting = new Set(
    listNodeCandidates(context.catalog, context.models)
      .filter(({ ports }) => fitOnEdge(context, edgeId, ports))
      .map(candidateKey),
  );
  return ({ item }) => (item.kind === 'node' && fitting.has(candidateKey(item)) ? 0 : undefined);
}

/** How well entries fit what the search was opened for; undefined where everything does. */
export function createEntryFit(
  context: ConnectContext,
  { wire, insertOn, replace }: NodeSearchOverlay,
): EntryFit | undefined {
  if (wire) return fitOfWire(context, wire);
  if (insertOn !== undefined) return fitOfEdge(context, insertOn);
  if (replace === undefined) return undefined;
  return ({ item }) => (item.kind === 'node' ? 0 : undefined);
}

/** Whether a card gives values that a new card could take. */
export function givesValues(card: string): boolean {
  const { kind } = parseCardId(card);
  return kind === 'node' || kind === 'input';
}
