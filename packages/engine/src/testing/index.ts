export { describeArtifactStore, type TestRunner } from './describe-artifact-store.ts';
export { describeArtifactInventory } from './describe-artifact-inventory.ts';
export { describeRunStore } from './describe-run-store.ts';
export {
  FakeProvider,
  type FakeCall,
  type FakeModel,
  type FakeProviderOptions,
} from './fake-provider.ts';
export { SimulatedClock } from './simulated-clock.ts';
