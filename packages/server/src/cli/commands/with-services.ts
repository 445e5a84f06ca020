import { loadConfig, type ConfigOverrides } from '../../config.ts';
import { createServices, type Services } from '../../services.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Makes the services that a command needs, and lets go of them however it ends. */
export async function withServices<Result>(
  terminal: Terminal,
  overrides: Omit<ConfigOverrides, 'workingFolder'>,
  use: (services: Services) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(terminal.environment, {
    ...overrides,
    workingFolder: terminal.folder,
  });
  const services = await createServices(config);
  try {
    return await use(services);
  } finally {
    await services.close();
  }
}
