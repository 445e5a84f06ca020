import type { JsonSchema, ModelCard } from '@catena/engine';
import type { WeightPackage } from '../weights/weight-package.ts';

/** A model that runs on this machine, whole: its words, its schema, its weights, and what it does. */
export interface LocalModel {
  /** As workflows name it, e.g. `catena/upscale`. */
  name: string;
  /** Raise it when the same input would give another output. */
  revision: number;
  title: string;
  /** One or two sentences for people. */
  description: string;
  /** Cog's shape: `components.schemas` with `Input` and `Output`. */
  openapiSchema: JsonSchema;
  /** An input that works; files are `data:` URIs, small. */
  defaultExample: { input: Record<string, unknown> };
  card: ModelCard;
  /** Fetched, checked and converted on first use. */
  weights: readonly WeightPackage[];
  /** Called in the runner process; the result is kept for further predictions. */
  load(context: LoadContext): Promise<LoadedModel>;
}

export interface LoadContext {
  /** The path of a prepared weight file, by the name it is kept under (`WeightFile.as`). */
  weightPath(name: string): string;
}

export interface LoadedModel {
  /** Input is checked against the schema and has its defaults; files are {@link InputFile}. */
  predict(input: Record<string, unknown>, context: PredictContext): Promise<unknown>;
}

/** A file as the runner process gets it. */
export interface InputFile {
  path: string;
  mediaType: string;
}

/** A file that a model made; appears anywhere in its output. */
export interface OutputFile {
  $outputFile: string;
  mediaType: string;
}

export interface PredictContext {
  /** Tells people how far the prediction is: 0 to 1. */
  progress(fraction: number, phase?: string): void;
  /** Keeps a file for the output. */
  writeFile(bytes: Uint8Array, mediaType: string): Promise<OutputFile>;
}
