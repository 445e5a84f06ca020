/** The JSON Schema and OpenAPI parts that models are described with; read leniently. */
export type JsonSchema = { [key: string]: unknown };

/** A model version as its provider describes it. */
export interface ModelDescription {
  /** `owner/name` */
  model: string;
  /** Immutable id of the version that is described. */
  version: string;
  title?: string;
  description?: string;
  /** Cog's OpenAPI document; only `components.schemas` is read. */
  openapiSchema: JsonSchema;
  /** An input that works, and where known what came of it. */
  defaultExample?: { input: Record<string, unknown>; output?: unknown };
  card?: ModelCard;
  /** Whether a prediction costs money. */
  metered: boolean;
}

/** What a person should know before using a model. */
export interface ModelCard {
  /** What the model is and does, in a sentence or two. */
  summary: string;
  /** Where it comes from: package and upstream project. */
  source: string;
  licence: { code: string; weights: string };
  /** What it cannot do, in plain words. */
  limits: string[];
  /** Bytes fetched on first use. */
  downloadBytes?: number;
}
