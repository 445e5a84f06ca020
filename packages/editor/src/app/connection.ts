import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the page stands to its server. */
export interface ConnectionState {
  status: 'online' | 'unreachable' | 'unauthorized';
}

export interface Connection extends StoreApi<ConnectionState> {
  /** The platform's `fetch`, which notes what comes of each call. */
  fetch: typeof fetch;
}

/** Watches the calls of the server: whether it answers, and whether it lets this page in. */
export function createConnection(send: typeof fetch): Connection {
  const store = createStore<ConnectionState>(() => ({ status: 'online' }));
  const note = (status: ConnectionState['status']) => {
    if (store.getState().status !== status) store.setState({ status });
  };

  async function watchedFetch(...call: Parameters<typeof fetch>): Promise<Response> {
    try {
      const response = await send(...call);
      // Proxies answer 502 to 504 in place of a server that is not there.
      if (response.status === 401) note('unauthorized');
      else if (response.status >= 502 && response.status <= 504) note('unreachable');
      else note('online');
      return response;
    } catch (error) {
      if (!call[1]?.signal?.aborted) note('unreachable');
      throw error;
    }
  }

  return Object.assign(store, { fetch: watchedFetch });
}
