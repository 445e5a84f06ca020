import { inferPorts, type ModelSet, type NodeCatalog, type NodePorts } from '@catena/engine';

/** Something that could be placed, with the ports that it would have. */
export interface NodeCandidate {
  type: string;
  provider?: string;
  model?: string;
  title: string;
  /** Whether running it costs money. */
  metered: boolean;
  ports: NodePorts;
}

const cache = new WeakMap<NodeCatalog, { models: ModelSet; candidates: NodeCandidate[] }>();

function listAll(catalog: NodeCatalog, models: ModelSet): NodeCandidate[] {
  return catalog.all().flatMap((descriptor): NodeCandidate[] => {
    const { type, title, portsFrom } = descriptor;
    if (portsFrom?.kind !== 'model') {
      const ports = inferPorts({ type }, descriptor, models);
      return [{ type, title, metered: false, ports }];
    }
    return [...models].map(([key, description]) => {
      // As `modelKey` has put them together.
      const space = key.indexOf(' ');
      const [provider, model] = [key.slice(0, space), key.slice(space + 1)];
      return {
        type,
        provider,
        model,
        title: description.title ?? model,
        metered: description.metered,
        ports: inferPorts({ type, provider, model }, descriptor, models),
      };
    });
  });
}

/** Every node type and every model that is known so far, with ports. */
export function listNodeCandidates(catalog: NodeCatalog, models: ModelSet): NodeCandidate[] {
  const known = cache.get(catalog);
  if (known && known.models === models) return known.candidates;
  const candidates = listAll(catalog, models);
  cache.set(catalog, { models, candidates });
  return candidates;
}

/** How many inputs would be left without a value that they need, when the named one is fed. */
export function countMissing({ inputs }: NodePorts, fed: string): number {
  return inputs.filter(
    ({ name, required, default: value }) => required && value === undefined && name !== fed,
  ).length;
}
