import type { Workflow } from '@catena/engine';
import { readLayout, withLayoutEntry } from '../layout.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { setInput } from './set-input.ts';

const largestSeed = 2 ** 31 - 1;

/** The seeds of a node that go one up with each run; kept beside its look, since a file needs no such rule. */
export function steppedSeeds(workflow: Workflow, nodeId: string): readonly string[] {
  const ports = readLayout(workflow).looks[nodeId]?.['steppedSeeds'];
  return Array.isArray(ports) ? ports.filter((port) => typeof port === 'string') : [];
}

/** Marks a seed to go one up with each run, or not any more. */
export function markSteppedSeed(nodeId: string, port: string, isStepped: boolean): Edit {
  return (workflow) => {
    const before = steppedSeeds(workflow, nodeId);
    if (before.includes(port) === isStepped) return workflow;
    const ports = isStepped ? [...before, port] : before.filter((name) => name !== port);
    const { steppedSeeds: _before, ...look } = readLayout(workflow).looks[nodeId] ?? {};
    const next = ports.length > 0 ? { ...look, steppedSeeds: ports } : look;
    const value = Object.keys(next).length > 0 ? next : undefined;
    return withLayoutEntry(workflow, 'looks', { id: nodeId, value });
  };
}

function stepSeed(nodeId: string, port: string): Edit {
  return (workflow) => {
    const value = workflow.nodes[nodeId]?.input?.[port];
    if (!Number.isSafeInteger(value)) return workflow;
    const seed = value as number;
    return setInput(nodeId, port, seed >= largestSeed ? 0 : seed + 1)(workflow);
  };
}

/** Raises every seed that is marked to go up with each run; the same workflow where none is. */
export function stepMarkedSeeds(workflow: Workflow): Workflow {
  const steps = Object.keys(workflow.nodes).flatMap((nodeId) =>
    steppedSeeds(workflow, nodeId).map((port) => stepSeed(nodeId, port)),
  );
  return composeEdits(...steps)(workflow);
}
