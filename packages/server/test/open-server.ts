import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from '../src/client.ts';
import { loadConfig } from '../src/config.ts';
import { startServer, type RunningServer, type ServerOptions } from '../src/serve.ts';
import { createServices, type Services } from '../src/services.ts';

/** A server that really listens, with a data folder of its own. */
export interface ServerBench {
  services: Services;
  server: RunningServer;
  url: string;
  port: number;
  client: Client;
  close(): Promise<void>;
}

/** Starts a server on any free port of this machine. */
export async function openServer(
  environment: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<ServerBench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-server-'));
  const config = loadConfig({ CATENA_LOG: 'silent', ...environment }, { dataFolder });
  const services = await createServices(config);
  const server = await startServer(services, options);
  const { token } = config;
  return {
    services,
    server,
    url: server.url,
    port: Number(new URL(server.url).port),
    client: createClient({ baseUrl: server.url, ...(token !== undefined && { token }) }),
    async close() {
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
