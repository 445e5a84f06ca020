import type { StoreApi } from 'zustand/vanilla';
import { parseWorkflow } from '@catena/engine';
import { ApiError, type Client } from '@catena/server/client';
import type { CatalogState, SubWorkflow } from './catalog-state.ts';

function unreadable(reference: string): ApiError {
  return new ApiError({
    type: 'about:blank',
    title: `The workflow "${reference}" cannot be read.`,
    status: 422,
    code: 'invalid-workflow',
  });
}

/** Fetches the workflows that nodes run, each once until they are to be fetched anew. */
export class SubWorkflowLoader {
  readonly #client: Client;
  readonly #store: StoreApi<CatalogState>;
  readonly #asked = new Map<string, Promise<SubWorkflow | undefined>>();

  constructor(client: Client, store: StoreApi<CatalogState>) {
    this.#client = client;
    this.#store = store;
  }

  need(reference: string): Promise<SubWorkflow | undefined> {
    const known = this.#asked.get(reference) ?? this.#fetch(reference);
    this.#asked.set(reference, known);
    return known;
  }

  /** What is known stays until what there is now has come. */
  refresh(): void {
    const references = [...this.#asked.keys()];
    this.#asked.clear();
    if (this.#store.getState().missingWorkflows.size > 0) {
      this.#store.setState({ missingWorkflows: new Map() });
    }
    for (const reference of references) void this.need(reference);
  }

  async #fetch(reference: string): Promise<SubWorkflow | undefined> {
    try {
      const { workflow: document, ...rest } = await this.#client.workflows.resolve(reference);
      const { workflow } = parseWorkflow(document);
      if (!workflow) throw unreadable(reference);
      return this.#keep(reference, { ...rest, workflow });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 0) this.#asked.delete(reference);
      const { title: message, detail, code } = error.problem;
      const words = { code, message, ...(detail !== undefined && { hint: detail }) };
      this.#store.setState(({ missingWorkflows }) => ({
        missingWorkflows: new Map(missingWorkflows).set(reference, words),
      }));
      return undefined;
    }
  }

  #keep(reference: string, found: SubWorkflow): SubWorkflow {
    const { workflows } = this.#store.getState();
    const before = workflows.get(reference);
    if (before?.hash === found.hash && before.workflow.name === found.workflow.name) return before;
    this.#store.setState({ workflows: new Map(workflows).set(reference, found) });
    return found;
  }
}
