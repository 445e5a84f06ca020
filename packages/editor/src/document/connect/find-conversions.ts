import type { BaseType, PortDescriptor } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import type { Connection } from '../edits/connect.ts';
import { comingFrom } from './coming-from.ts';
import type { ConnectContext } from './connect-context.ts';
import { countMissing, listNodeCandidates, type NodeCandidate } from './node-candidates.ts';
import { countMapped, fitPort, rankFit, type Coming, type Fit } from './port-fit.ts';

/** A node that could stand between a source and a target that do not fit. */
export interface NodeConversion extends NodeCandidate {
  /** The port of it that takes the source. */
  input: string;
  /** The port of it that feeds the target. */
  output: string;
}

interface Ranked {
  conversion: NodeConversion;
  rank: number[];
}

/** What comes out of a node when something comes in: the same item type where both have one variable. */
function comingOut(coming: Coming, input: PortDescriptor, output: PortDescriptor): Coming {
  const isSame = output.variable !== undefined && output.variable === input.variable;
  const base: BaseType = isSame ? coming.base : output.type.base;
  return { base, depth: countMapped(coming, input) + output.type.depth };
}

/** Everything can become JSON or a text and come back as anything: too loose to be offered. */
function isLoose(out: Coming, outFit: Fit, inFit: Fit): boolean {
  return out.base === 'any' || outFit === 'checked' || inFit === 'checked';
}

function conversionsBy(candidate: NodeCandidate, coming: Coming, target: PortDescriptor): Ranked[] {
  return candidate.ports.inputs.flatMap((input) => {
    const inFit = fitPort(coming, input);
    const missing = countMissing(candidate.ports, input.name);
    if (!inFit || missing > 1) return [];
    return candidate.ports.outputs.flatMap((output): Ranked[] => {
      const out = comingOut(coming, input, output);
      const outFit = fitPort(out, target);
      if (!outFit || isLoose(out, outFit, inFit)) return [];
      const mapped = countMapped(out, target);
      const conversion = { ...candidate, input: input.name, output: output.name };
      const metered = Number(candidate.metered);
      const rank = [
        missing,
        metered,
        rankFit(outFit),
        mapped,
        rankFit(inFit),
        Number(!input.required),
      ];
      return [{ conversion, rank }];
    });
  });
}

function compareRanks({ rank: left }: Ranked, { rank: right }: Ranked): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/**
 * The single nodes that would join a source and a target that do not fit, the best first: what needs
 * nothing more, costs nothing and keeps the type. One for each node type and model. They come from the
 * ports of all that could be placed, never from a table.
 */
export function findConversions(
  context: ConnectContext,
  connection: Connection,
  limit = 5,
): NodeConversion[] {
  const { source, sourcePort, target, targetPort } = connection;
  const coming = comingFrom(context, { card: source, port: sourcePort });
  const port = context.ports.get(target)?.inputs.find(({ name }) => name === targetPort);
  if (!coming || coming.unsure || !port?.connectable || port.secret) return [];
  if (parseCardId(target).kind !== 'node' || fitPort(coming, port)) return [];
  const best = listNodeCandidates(context.catalog, context.models).flatMap((candidate) =>
    conversionsBy(candidate, coming, port).toSorted(compareRanks).slice(0, 1),
  );
  return best
    .toSorted(compareRanks)
    .slice(0, limit)
    .map(({ conversion }) => conversion);
}
