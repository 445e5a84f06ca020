import { createMemoryArtifactStore, type PredictionProgress, type Provider } from '@catena/engine';
import { createReplicate, type ReplicateOptions } from '../../src/index.ts';
import { ContractService } from './contract-service.ts';

/** A provider, the service that it talks to, and a store. */
export interface Bench {
  service: ContractService;
  provider: Provider;
  artifacts: ReturnType<typeof createMemoryArtifactStore>;
  /** Creates, waits and collects. */
  run(input: Record<string, unknown>, model?: string): Promise<unknown>;
  wait(id: string, signal?: AbortSignal): ReturnType<Provider['wait']>;
  progress: PredictionProgress[];
  stop(): Promise<void>;
}

export function requestOf(input: Record<string, unknown>, model = 'acme/painter') {
  const [owner = '', rest = ''] = model.split('/');
  const [name = '', version] = rest.split(':');
  const key = `run/step#${Math.random()}`;
  return { model: { owner, name, ...(version !== undefined && { version }) }, input, key };
}

/** Starts a service and a provider that talks to it. */
export async function openBench(options: ReplicateOptions = {}): Promise<Bench> {
  const service = await new ContractService().start();
  const provider = createReplicate({
    baseUrl: `${service.url}/v1`,
    token: () => 'r8_secret',
    settleMs: 400,
    ...options,
  });
  const artifacts = createMemoryArtifactStore();
  const progress: PredictionProgress[] = [];
  const bench: Bench = {
    service,
    provider,
    artifacts,
    progress,
    wait: (id, signal = new AbortController().signal) =>
      provider.wait(id, { signal, onProgress: (one) => progress.push(one) }),
    async run(input, model) {
      const created = await provider.create(requestOf(input, model), { artifacts });
      const ended = await bench.wait(created.id);
      const { signal } = new AbortController();
      return provider.collect(ended, { artifacts, signal });
    },
    async stop() {
      await provider.close?.();
      await service.stop();
    },
  };
  return bench;
}
