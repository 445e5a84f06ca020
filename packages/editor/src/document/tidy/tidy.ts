import type { Workflow } from '@catena/engine';
import type { SizeOf } from '../card-bounds.ts';
import type { Point } from '../layout.ts';

export async function tidy(
  _workflow: Workflow,
  _sizeOf: SizeOf,
  _selection?: readonly string[],
): Promise<Record<string, Point>> {
  return Promise.resolve({});
}
