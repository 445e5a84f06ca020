import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { UrlFetcher } from '../artifact/url-fetcher.ts';
import type { NodeLibrary } from '../definition/node-library.ts';
import type { MediaTools } from '../definition/run-context.ts';
import type { Platform } from '../platform/platform.ts';
import type { PredictionCache } from '../prediction/prediction-cache.ts';
import type { StepHistory } from '../prediction/step-history.ts';
import type { ProviderRegistry } from '../prediction/provider-registry.ts';
import type { RunStore } from '../run/run-store.ts';
import type { CreateLedger } from './create-ledger.ts';
import type { WorkflowSource } from '../workflow/workflow-source.ts';
import type { InFlight } from './in-flight.ts';
import type { LaneScheduler } from './lane-scheduler.ts';
import type { LaneSet } from './lane-set.ts';

/** What all runs of a process share. */
export interface Runtime {
  library: NodeLibrary;
  providers: ProviderRegistry;
  artifacts: ArtifactStore;
  /** Files at addresses are left to the providers where it is missing. */
  fetcher: UrlFetcher | undefined;
  media: MediaTools;
  cache: PredictionCache | undefined;
  history: StepHistory;
  runs: RunStore;
  /** Workflows that are run by id or name; those in files need none. */
  workflows: WorkflowSource | undefined;
  platform: Platform;
  lanes: LaneSet;
  scheduler: LaneScheduler;
  inFlight: InFlight;
  creates: CreateLedger;
  /** Sample outputs stand in the place of predictions; no model is called. */
  dry: boolean;
}
