import type { BaseType } from '../definition/port-type.ts';
import type { TypedSource } from './typed-workflow.ts';

/** A value as it arrives at a port. */
export interface Incoming {
  source: TypedSource;
  /** Type of its items. */
  base: BaseType;
  /** Outermost first. */
  axes: readonly number[];
  /** For values that stand in the file: lists that the port takes and that are in the value itself. */
  ownDepth?: number;
  /** There may be more axes: something before it could not be typed, which is reported there. */
  unsure?: boolean;
}
