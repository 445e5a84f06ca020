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
  /** Where a picture of the model is; the provider's own address. */
  coverUrl?: string;
  /** The model's page for people. */
  pageUrl?: string;
  /** Where its source lies. */
  sourceUrl?: string;
  paperUrl?: string;
  licenceUrl?: string;
  /** Predictions ever run, as the provider counts. */
  runCount?: number;
  /** Maintained by the provider: always on, and callable without a version. */
  isOfficial?: boolean;
  /** Whether a prediction starts at once (`warm`) or first waits for a machine (`cold`); absent: unknown. */
  warmth?: 'warm' | 'cold';
  /** When the described version was made; ISO 8601. */
  versionCreatedAt?: string;
  /** Why it cannot be run, in words for people: disabled, or its version is gone. Absent: it can. */
  unavailable?: string;
}

/** A version of a model, in short. */
export interface ModelVersion {
  id: string;
  /** ISO 8601 */
  createdAt?: string;
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
