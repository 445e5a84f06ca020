import { createClient, type Client } from '@catena/server/client';

/** The client of the server that this page came from. */
export function createApiClient(): Client {
  return createClient({ baseUrl: window.location.origin });
}
