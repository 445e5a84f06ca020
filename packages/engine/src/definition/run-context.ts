import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { AudioTool } from './audio-tool.ts';
import type { ImageTool } from './image-tool.ts';

/** One call of a model from inside a node. */
export interface PredictCall {
  provider: string;
  /** `owner/name` or `owner/name:version`. */
  model: string;
  input: Record<string, unknown>;
}

/** Tools that the host wires for nodes. */
export interface MediaTools {
  images: ImageTool;
  audio: AudioTool;
}

/** All that a node's `run` may see of the world. */
export interface RunContext<Input> {
  input: Input;
  /** The placed node's own settings beside its input. */
  node: { id: string; provider?: string; model?: string };
  /** Calls a model; the result has a member for each output port of the model. */
  predict(call: PredictCall): Promise<Record<string, unknown>>;
  images: ImageTool;
  audio: AudioTool;
  artifacts: ArtifactStore;
  signal: AbortSignal;
  /** Tells people how far the step is: 0 to 1. */
  progress(fraction: number, phase?: string): void;
}
