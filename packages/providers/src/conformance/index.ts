export { describeProvider } from './describe-provider.ts';
export type {
  ConformanceRunner,
  FileCase,
  FileInputCase,
  ModelCase,
  ProviderHarness,
  ProviderModels,
  ProviderSession,
} from './provider-harness.ts';
