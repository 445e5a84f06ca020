import { roundPoint, type Point } from '../layout.ts';

/** A change with its position and size in whole units. */
export function roundPoints<
  Change extends { position?: Point | undefined; size?: Point | undefined },
>({ position, size, ...rest }: Change) {
  return {
    ...rest,
    ...(position && { position: roundPoint(position) }),
    ...(size && { size: roundPoint(size) }),
  };
}
