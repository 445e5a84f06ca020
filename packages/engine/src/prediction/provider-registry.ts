import { EngineError } from '../errors/engine-error.ts';
import type { Provider } from './provider.ts';

/** The providers of a process, by id. */
export class ProviderRegistry {
  readonly #providers: ReadonlyMap<string, Provider>;

  constructor(providers: readonly Provider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.id, provider]));
  }

  get ids(): string[] {
    return [...this.#providers.keys()];
  }

  find(id: string): Provider | undefined {
    return this.#providers.get(id);
  }

  /** @throws EngineError `unknown-provider`. */
  get(id: string): Provider {
    const provider = this.#providers.get(id);
    if (provider) return provider;
    throw new EngineError({
      code: 'unknown-provider',
      message: `There is no provider "${id}".`,
      hint: `Known providers: ${this.ids.join(', ') || 'none'}.`,
      provider: id,
    });
  }
}
