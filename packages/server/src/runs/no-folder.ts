import type { WorkflowFolder } from '@catena/engine';

/** Workflows on a server have no folder: what they name by `$file` is not there. */
export const noFolder: WorkflowFolder = {
  has: async () => false,
  read: async () => undefined,
};
