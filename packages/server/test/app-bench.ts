import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createServices, type Services } from '../src/services.ts';

/** The server's handler of requests, with a data folder of its own. */
export interface AppBench {
  services: Services;
  dataFolder: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends JSON. */
  post(path: string, body: unknown): Promise<Response>;
  send(path: string, init: RequestInit): Promise<Response>;
  /** Closes the services and opens them again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Opens services and an app; weights of models come from the machine's own cache. */
export async function openApp(): Promise<AppBench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-app-'));
  const open = () => createServices(loadConfig({ CATENA_LOG: 'silent' }, { dataFolder }));
  let services = await open();
  let app = createApp(services);
  const send = async (path: string, init: RequestInit = {}) =>
    app.request(`http://127.0.0.1/api${path}`, init);
  return {
    get services() {
      return services;
    },
    dataFolder,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async restart() {
      await services.close();
      services = await open();
      app = createApp(services);
    },
    async close() {
      await services.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
