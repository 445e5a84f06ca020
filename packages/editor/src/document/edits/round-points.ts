import { roundPoint, type Point } from '../layout.ts';

/** A change with its position and size in whole units. */
export function roundPoints<
  Change extends { position?: Point | undefined; size?: Point | undefined },
>(change: Change): Change {
  return {
    ...change,
    ...(change.position && { position: roundPoint(change.position) }),
    ...(change.size && { size: roundPoint(change.size) }),
  };
}
