import type { Provider } from '@catena/engine';
import { createCog, type CallbackAddresses } from '@catena/providers';
import type { Config } from './config.ts';

/** The provider of the Cog containers that the configuration names; none where it names none. */
export function createCogProvider(config: Config, callbacks?: CallbackAddresses): Provider[] {
  const { cogContainers, publicUrl, token } = config;
  if (cogContainers === undefined) return [];
  // With a token containers could not fetch a file; it is then sent to them.
  const base = token === undefined ? publicUrl?.replace(/\/+$/, '') : undefined;
  return [
    createCog({
      containers: cogContainers,
      ...(callbacks === undefined ? {} : { callbacks }),
      ...(base === undefined
        ? {}
        : { fileUrl: ({ $artifact }) => `${base}/api/artifacts/${$artifact}` }),
    }),
  ];
}
