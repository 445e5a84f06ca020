export { EngineError, type EngineErrorOptions } from './errors/engine-error.ts';
export type { ErrorRecord } from './errors/error-record.ts';
export { toErrorRecord } from './errors/to-error-record.ts';
export { systemClock, type Clock } from './platform/clock.ts';
export { systemIds, type IdSource } from './platform/ids.ts';
export { silentLogger, type Logger } from './platform/logger.ts';
export { systemRandom, type Random } from './platform/random.ts';
export { systemPlatform, type Platform } from './platform/platform.ts';
export { isArtifactRef, type ArtifactRef } from './artifact/artifact-ref.ts';
export type { ArtifactStore, ByteSource, PutOptions } from './artifact/artifact-store.ts';
export { readAll } from './artifact/read-all.ts';
export { parseModelRef, writeModelRef, type ModelRef } from './prediction/model-ref.ts';
export type { JsonSchema, ModelCard, ModelDescription } from './prediction/model-description.ts';
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
  PredictionRequest,
  Provider,
  ProviderLimits,
  Rate,
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
export type { Issue, IssueCode } from './validation/issue.ts';
export { InvalidWorkflowError } from './validation/invalid-workflow-error.ts';
