import { parseWorkflow, type Workflow, type WorkflowSource } from '@catena/engine';
import type { WorkflowStore } from './workflow-store.ts';

/** Saved workflows, to be run by others: named by their id, as they were saved last. */
export class SavedWorkflows implements WorkflowSource {
  readonly #store: Pick<WorkflowStore, 'get'>;

  constructor(store: Pick<WorkflowStore, 'get'>) {
    this.#store = store;
  }

  async load(reference: string): Promise<Workflow | undefined> {
    const record = await this.#store.get(reference);
    return record && parseWorkflow(record.workflow).workflow;
  }
}
