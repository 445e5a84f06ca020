export { EngineError, type EngineErrorOptions } from './errors/engine-error.ts';
export type { ErrorRecord } from './errors/error-record.ts';
export { toErrorRecord } from './errors/to-error-record.ts';
export { systemClock, type Clock } from './platform/clock.ts';
export { sleep } from './platform/sleep.ts';
export { systemIds, type IdSource } from './platform/ids.ts';
export { silentLogger, type Logger } from './platform/logger.ts';
export { systemRandom, type Random } from './platform/random.ts';
export { systemPlatform, type Platform } from './platform/platform.ts';
export { isArtifactRef, type ArtifactRef } from './artifact/artifact-ref.ts';
export type { ArtifactInventory, StoredArtifact } from './artifact/artifact-inventory.ts';
export type { ArtifactStore, ByteSource, PutOptions } from './artifact/artifact-store.ts';
export type { UrlFetcher } from './artifact/url-fetcher.ts';
export { readAll } from './artifact/read-all.ts';
export { createMemoryArtifactStore } from './artifact/memory-artifact-store.ts';
export { parseModelRef, writeModelRef, type ModelRef } from './prediction/model-ref.ts';
export type {
  JsonSchema,
  ModelCard,
  ModelDescription,
  ModelVersion,
} from './prediction/model-description.ts';
export {
  isTerminalPrediction,
  type Prediction,
  type PredictionMetrics,
  type PredictionProgress,
  type PredictionStatus,
} from './prediction/prediction.ts';
export type {
  CollectContext,
  CreateContext,
  FileAddressBook,
  PredictionRequest,
  Provider,
  ProviderLimits,
  Rate,
  ReconcileContext,
  Reconciliation,
  WaitContext,
} from './prediction/provider.ts';
export { ProviderRegistry } from './prediction/provider-registry.ts';
export {
  baseTypes,
  isFileType,
  parsePortType,
  writePortType,
  type BaseType,
  type PortType,
} from './definition/port-type.ts';
export { port } from './definition/port.ts';
export type { PortDescriptor } from './definition/port-descriptor.ts';
export type { NodeDescriptor, PortsFrom } from './definition/node-descriptor.ts';
export {
  defineNode,
  type AnyNodeDefinition,
  type NodeDefinition,
} from './definition/define-node.ts';
export { describeNode } from './definition/describe-node.ts';
export { NodeLibrary } from './definition/node-library.ts';
export { NodeCatalog } from './definition/node-catalog.ts';
export type { MediaTools, PredictCall, RunContext } from './definition/run-context.ts';
export type { AudioTool } from './definition/audio-tool.ts';
export type { ImageFormat, ImageTool, PixelBox } from './definition/image-tool.ts';
export { canonicalJson } from './platform/canonical-json.ts';
export { sha256 } from './platform/sha256.ts';
export {
  idPattern,
  parseDuration,
  reservedIds,
  workflowVersion,
  type Reference,
  type Workflow,
  type WorkflowInput,
  type WorkflowNode,
  type WorkflowOutput,
} from './workflow/workflow-schema.ts';
export { workflowJsonSchema, workflowSchemaUrl } from './workflow/workflow-json-schema.ts';
export {
  parseWorkflow,
  type ParsedWorkflow,
  type ParseWorkflowOptions,
} from './workflow/parse-workflow.ts';
export type { Migration } from './workflow/migrate-document.ts';
export { writeWorkflow } from './workflow/write-workflow.ts';
export { scanJson, type JsonScan } from './workflow/scan-json.ts';
export { semanticHash } from './workflow/semantic-hash.ts';
export { composeWorkflowSources, type WorkflowSource } from './workflow/workflow-source.ts';
export { parseWorkflowReference, type WorkflowReference } from './workflow/workflow-reference.ts';
export {
  parseReference,
  writeReference,
  type ReferenceSource,
} from './workflow/parse-reference.ts';
export {
  readInputValue,
  type ArtifactValue,
  type FileValue,
  type InputValue,
  type InvalidValue,
  type ListValue,
  type LiteralValue,
  type RandomValue,
  type RecordValue,
  type ReferenceValue,
  type SecretValue,
  type ValueProblem,
} from './workflow/input-value.ts';
export { pruneWorkflow } from './workflow/prune-workflow.ts';
export { WorkflowGraph, type Edge, type InputEdge } from './workflow/workflow-graph.ts';
export {
  createLock,
  lockedModels,
  parseLock,
  writeLock,
  type LockedModel,
  type LockedWorkflow,
  type LockFile,
  type ResolvedModel,
} from './workflow/lock-file.ts';
export { compareLock, type LockChange } from './workflow/compare-lock.ts';
export { modelPorts, type ModelPorts } from './typing/model-ports.ts';
export { outputByPort } from './typing/output-by-port.ts';
export { canConvert, type Conversion, type ConversionCheck } from './typing/convert-type.ts';
export { convertValue } from './typing/convert-value.ts';
export { checkPortValue, checkValue, warnValue } from './typing/check-value.ts';
export { modelKey, type ModelSet } from './typing/model-set.ts';
export { inferPorts } from './typing/infer-ports.ts';
export type { NodePorts } from './typing/node-ports.ts';
export type { Known, References } from './typing/references.ts';
export type { KnownWorkflow, WorkflowSet } from './typing/workflow-set.ts';
export { workflowPorts } from './typing/workflow-ports.ts';
export { passThrough } from './typing/pass-through.ts';
export type {
  Axis,
  AxisOwner,
  TypedInput,
  TypedNode,
  TypedOutput,
  TypedSource,
  TypedWorkflow,
} from './typing/typed-workflow.ts';
export type { Issue, IssueCode } from './errors/issue.ts';
export { InvalidWorkflowError } from './validation/invalid-workflow-error.ts';
export { validateWorkflow, type WorkflowValidation } from './validation/validate-workflow.ts';
export type { ValidationOptions, WorkflowProblem } from './validation/validation-context.ts';
export { validateConnection, type ConnectionOptions } from './validation/validate-connection.ts';
export { collectModels, type CollectedModel } from './validation/collect-models.ts';
export { collectWorkflows, type CollectedWorkflow } from './validation/collect-workflows.ts';
export { knowLocked } from './validation/know-locked.ts';
export {
  knowWorkflows,
  type WorkflowDocument,
  type WorkflowKnowledge,
} from './validation/know-workflows.ts';
export type { CacheEntry, KeyParts, PredictionCache } from './prediction/prediction-cache.ts';
export { createMemoryPredictionCache } from './prediction/memory-prediction-cache.ts';
export { createMemoryStepHistory, type StepHistory } from './prediction/step-history.ts';
export type {
  PlannedConstant,
  PlannedInput,
  PlannedNode,
  PlannedOutput,
  RunGraph,
} from './planning/run-graph.ts';
export type { CacheMiss } from './planning/cache-key.ts';
export type { PartOptions, RunPart } from './planning/choose-part.ts';
export type { NodePlan, RunPlan } from './planning/run-plan.ts';
export { RunCore, type Command } from './run/run-core.ts';
export type { NewRunEvent, RunBasis, RunCreated, RunEvent, StepTimes } from './run/run-events.ts';
export type { NodeSnapshot, RunSnapshot, StepSnapshot } from './run/run-snapshot.ts';
export type { RunStatus } from './run/run-machine.ts';
export type { StepStatus } from './run/step-table.ts';
export type { RunStore } from './run/run-store.ts';
export { createMemoryRunStore } from './run/memory-run-store.ts';
export { createEngine } from './host/create-engine.ts';
export type {
  Engine,
  EngineLimits,
  EngineOptions,
  LaneStatus,
  PrepareOptions,
  Run,
  RunListener,
  RunOptions,
  RunResult,
  WorkflowFolder,
} from './host/engine.ts';
export type { RunNotice } from './host/run-notice.ts';
