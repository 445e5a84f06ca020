import { parseWorkflow, type Workflow, type WorkflowSource } from '@catena/engine';
import type { PublishedModelStore } from './published-model-store.ts';

/** Published workflows, to be run by others: `owner/name` for the newest version, or `owner/name:version`. */
export class PublishedWorkflows implements WorkflowSource {
  readonly #store: Pick<PublishedModelStore, 'versions'>;

  constructor(store: Pick<PublishedModelStore, 'versions'>) {
    this.#store = store;
  }

  async load(reference: string): Promise<Workflow | undefined> {
    const [model = '', id] = reference.split(':');
    const versions = this.#store.versions(model);
    const version = id === undefined ? versions[0] : versions.find((known) => known.id === id);
    return version && parseWorkflow(version.workflow).workflow;
  }
}
