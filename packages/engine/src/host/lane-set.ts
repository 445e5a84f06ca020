import type { ProviderRegistry } from '../prediction/provider-registry.ts';
import type { ProviderLimits } from '../prediction/provider.ts';
import { parseModelRef } from '../prediction/model-ref.ts';
import { Lane } from './lane.ts';

const defaultComputeConcurrency = 8;

/** The lanes of a process: one per provider account, one per model that has limits, one for computing. */
export class LaneSet {
  readonly compute: Lane;
  readonly #providers: ProviderRegistry;
  readonly #overrides: Readonly<Record<string, ProviderLimits>>;
  readonly #lanes = new Map<string, Lane>();
  readonly #byModel = new Map<string, readonly Lane[]>();
  readonly #onlyCompute: readonly Lane[];

  constructor(
    providers: ProviderRegistry,
    limits: { lanes?: Readonly<Record<string, ProviderLimits>>; computeConcurrency?: number } = {},
  ) {
    this.#providers = providers;
    this.#overrides = limits.lanes ?? {};
    const concurrency = limits.computeConcurrency ?? defaultComputeConcurrency;
    this.compute = new Lane('compute', { concurrency });
    this.#onlyCompute = [this.compute];
  }

  /** The lanes of work at a provider, or of computing where none is named. */
  of(node: { provider?: string; model?: string }): readonly Lane[] {
    if (node.provider === undefined) return this.#onlyCompute;
    const key = `${node.provider} ${node.model ?? ''}`;
    let lanes = this.#byModel.get(key);
    if (!lanes) this.#byModel.set(key, (lanes = this.#find(node.provider, node.model ?? '')));
    return lanes;
  }

  all(): Lane[] {
    return [this.compute, ...this.#lanes.values()];
  }

  #find(providerId: string, model: string): readonly Lane[] {
    const provider = this.#providers.find(providerId);
    const ref = parseModelRef(model);
    const name = ref ? `${providerId} ${ref.owner}/${ref.name}` : providerId;
    const ofModel = this.#overrides[name] ?? (ref && provider?.limitsOf?.(ref));
    const account = this.#lane(providerId, this.#overrides[providerId] ?? provider?.limits ?? {});
    return ofModel ? [this.#lane(name, ofModel), account] : [account];
  }

  #lane(name: string, limits: ProviderLimits): Lane {
    let lane = this.#lanes.get(name);
    if (!lane) this.#lanes.set(name, (lane = new Lane(name, limits)));
    return lane;
  }
}
