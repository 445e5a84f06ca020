import type { Workflow } from '@catena/engine';
import { readLayout } from '../layout.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { setLook } from './set-look.ts';

/** The run whose result a node keeps instead of being computed; undefined where it is not pinned. */
export function pinnedTo(workflow: Workflow, nodeId: string): string | undefined {
  return readLayout(workflow).looks[nodeId]?.pinned;
}

/** The nodes that are not computed, with the runs that their results are taken from. */
export function pinsOf(workflow: Workflow): Record<string, string> {
  const pinned = Object.keys(workflow.nodes).flatMap((id) => {
    const runId = pinnedTo(workflow, id);
    return runId === undefined ? [] : [[id, runId] as const];
  });
  return Object.fromEntries(pinned);
}

/** Pins nodes to the results of runs, or loosens those with no run. */
export function pinNodes(pins: ReadonlyMap<string, string | undefined>): Edit {
  return composeEdits(...[...pins].map(([id, pinned]) => setLook(id, { pinned })));
}
