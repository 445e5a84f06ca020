import { systemPlatform, type ArtifactRef, type Platform, type Provider } from '@catena/engine';
import type { CallbackAddresses } from '../shared/callback-addresses.ts';
import { CogApi } from './cog-api.ts';
import { cogError } from './cog-error.ts';
import { CogProvider } from './cog-provider.ts';
import { defaultTiming, type CogTiming } from './cog-timing.ts';

/** A container, and how workflows name the model in it. */
export interface CogContainerOptions {
  /** `owner/name`; a name alone is of the owner `cog`. */
  name: string;
  /** Where it listens, e.g. `http://gpu-box:5000`. */
  url: string;
  /** Predictions it runs at once. @defaultValue 1 */
  concurrency?: number;
}

/** What a provider of Cog containers is made of. */
export interface CogOptions {
  containers: readonly CogContainerOptions[];
  /** @defaultValue the platform of the machine */
  platform?: Platform;
  /** Addresses at which containers can call back. Without them a connection is held for each prediction. */
  callbacks?: CallbackAddresses;
  /** Where containers can fetch an artifact. Without it files are sent within the request. */
  fileUrl?(file: ArtifactRef): string | undefined;
  timing?: Partial<CogTiming>;
}

/**
 * Makes the provider `cog`: predictions in self-hosted Cog containers.
 *
 * @throws EngineError `invalid-config` for an address or a name that is none.
 */
export function createCog(options: CogOptions): Provider {
  const { containers, platform = systemPlatform, callbacks, fileUrl, timing } = options;
  const entries = containers.map(({ name, url, concurrency = 1 }) => {
    const model = name.includes('/') ? name : `cog/${name}`;
    if (!/^[\w.-]+\/[\w.-]+$/.test(model) || !/^https?:$/.test(protocolOf(url))) {
      throw cogError({
        code: 'invalid-config',
        message: `"${name}=${url}" names no Cog container.`,
        hint: 'Write name=http://host:5000, several with commas between them.',
      });
    }
    return [model, { api: new CogApi({ model, url }), concurrency }] as const;
  });
  return new CogProvider({
    containers: new Map(entries),
    platform,
    timing: { ...defaultTiming, ...timing },
    callbacks,
    fileUrl,
  });
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
