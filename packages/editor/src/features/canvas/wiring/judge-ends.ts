import { canConvert, parsePortType, WorkflowGraph, type BaseType, type PortDescriptor, type Workflow } from '@catena/engine';
import type { AnalysisState } from '../../../document/analysis-store.ts';
import { parseCardId } from '../../../document/card-id.ts';
import type { CardPort } from '../../../document/references.ts';
import type { Side, Verdict, WireDrag } from './wire-drag.ts';

/** What comes out of a port: the type of the items, and in how many lists they lie. */
interface Carried {
  base: BaseType;
  depth: number;
}

interface Ground {
  workflow: Workflow;
  analysis: Pick<AnalysisState, 'typed' | 'ports'>;
}

function carriedBy({ workflow, analysis }: Ground, { card, port }: CardPort): Carried | undefined {
  const { kind, name } = parseCardId(card);
  if (kind === 'input') return parsePortType(workflow.inputs?.[name]?.type ?? '');
  const typed = analysis.typed.nodes.get(name);
  const output = typed?.outputs.get(port);
  return typed && output && { base: output.type.base, depth: typed.axes.length + output.axes.length };
}

function takes(port: PortDescriptor, carried: Carried | undefined): boolean {
  if (!port.connectable) return false;
  // A generic port takes what comes; what its node makes of it is the engine's to say.
  if (!carried || port.variable !== undefined) return true;
  if (port.type.depth > carried.depth) return false;
  const item = { base: carried.base, depth: 0 };
  return canConvert(item, { base: port.type.base, depth: 0 }).ok;
}

function isTaken(ground: Ground, source: CardPort, target: CardPort): boolean {
  const { kind, name } = parseCardId(target.card);
  if (kind === 'output') return true;
  const ports = ground.analysis.ports.get(name);
  const port = ports?.inputs.find((candidate) => candidate.name === target.port);
  return port !== undefined && takes(port, carriedBy(ground, source));
}

/** The cards that a wire would close a circle with. */
function findCircle({ workflow }: Ground, fixed: readonly CardPort[], seeks: Side): Set<string> {
  const graph = new WorkflowGraph(workflow);
  const nodes = fixed.filter(({ card }) => parseCardId(card).kind === 'node').map(({ card }) => card);
  return seeks === 'target' ? graph.upstreamOf(nodes) : graph.downstreamOf(nodes);
}

/**
 * Which ports can take a wire, told for every port at once while it is dragged. It follows the rule of
 * the engine port by port without typing the workflow anew; before anything is connected, the engine
 * is asked.
 */
export function createJudge(ground: Ground, wire: Pick<WireDrag, 'fixed' | 'seeks'>): WireDrag['judge'] {
  const { fixed, seeks } = wire;
  const circle = findCircle(ground, fixed, seeks);
  const known = new Map<string, Verdict>();
  return (end) => {
    const key = `${end.card}/${end.port}`;
    const verdict = known.get(key);
    if (verdict) return verdict;
    const fits =
      !circle.has(end.card) &&
      fixed.every((other) =>
        seeks === 'target' ? isTaken(ground, other, end) : isTaken(ground, end, other),
      );
    known.set(key, fits ? 'fits' : 'refused');
    return fits ? 'fits' : 'refused';
  };
}
