import type { Edit } from '../../../document/edits/compose-edits.ts';

/** A node that would make a refused wire fit. */
export interface Conversion {
  /** What the node is called. */
  title: string;
  /** Puts the node between, wired at both ends. */
  edit: Edit;
}
