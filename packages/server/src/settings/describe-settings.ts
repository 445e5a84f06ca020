import type { Settings } from '../api/settings.ts';
import type { Services } from '../services.ts';
import { effectiveLimits } from './effective-limits.ts';
import { providerAccounts } from './provider-accounts.ts';

/** What the engine keeps to where nothing is said. */
const defaultLimits = { computeConcurrency: 8, maxSteps: 10_000 };

const limitNames = ['computeConcurrency', 'maxSteps'] as const;

/** The settings as they are shown: of secrets and tokens only whether they are there. */
export async function describeSettings(
  services: Pick<Services, 'config' | 'providers' | 'secrets' | 'settings'>,
): Promise<Settings> {
  const { config, providers, secrets, settings } = services;
  const tokens: Settings['tokens'] = [];
  for (const account of providerAccounts) {
    const token = await secrets.token(account.provider);
    tokens.push({ ...account, isSet: token !== undefined });
  }
  return {
    limits: { ...defaultLimits, ...effectiveLimits(config, settings.limits()) },
    fixedLimits: limitNames.filter((name) => config[name] !== undefined),
    tokens,
    secrets: await secrets.names(),
    needsToken: config.token !== undefined,
    dataFolder: config.dataFolder,
    providers: providers.map(({ id }) => id),
  };
}
