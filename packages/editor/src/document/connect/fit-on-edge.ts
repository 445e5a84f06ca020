import type { NodePorts } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import { readEdges } from '../read-edges.ts';
import { comingFrom } from './coming-from.ts';
import type { ConnectContext } from './connect-context.ts';
import { countMapped, fitPort, rankFit } from './port-fit.ts';

/** The ports through which an edge would go through a node. */
export interface EdgePassage {
  input: string;
  output: string;
}

/**
 * The ports of a node through which an edge could be led, chosen by type; undefined where the node does
 * not fit there.
 */
export function fitOnEdge(
  context: ConnectContext,
  edgeId: string,
  { inputs, outputs }: NodePorts,
): EdgePassage | undefined {
  const edge = readEdges(context.workflow).find(({ id }) => id === edgeId);
  const coming = edge && comingFrom(context, { card: edge.source, port: edge.sourcePort });
  if (!edge || !coming) return undefined;
  const isOutput = parseCardId(edge.target).kind === 'output';
  const target = context.ports
    .get(edge.target)
    ?.inputs.find(({ name }) => name === edge.targetPort);
  const found = inputs.flatMap((input) => {
    const inFit = fitPort(coming, input);
    if (!inFit) return [];
    return outputs.flatMap((output) => {
      const isSame = output.variable !== undefined && output.variable === input.variable;
      const base = isSame ? coming.base : output.type.base;
      const out = { base, depth: countMapped(coming, input) + output.type.depth };
      const outFit = isOutput ? 'loose' : target && fitPort(out, target);
      if (!outFit) return [];
      const rank = rankFit(inFit) + rankFit(outFit) + (input.required ? 0 : 0.5);
      return [{ input: input.name, output: output.name, rank }];
    });
  });
  const first = found.toSorted((left, right) => left.rank - right.rank)[0];
  return first && { input: first.input, output: first.output };
}
