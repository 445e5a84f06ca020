import type { PartOptions } from '@catena/engine';
import type { StartRun } from '../api/runs.ts';

/** The part of a workflow that a request names, as the engine takes it. */
export function partOf({
  part,
  targets,
  basis,
  pins,
}: Pick<StartRun, 'part' | 'targets' | 'basis' | 'pins'>): PartOptions {
  const wanted = part ?? (targets && ({ kind: 'to', nodes: targets } as const));
  return {
    ...(wanted && { part: wanted }),
    ...(basis !== undefined && { basis }),
    ...(pins && { pins }),
  };
}
