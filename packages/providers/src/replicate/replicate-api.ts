import { z } from 'zod';

// Read leniently: what is missing or of another form than expected is left out, not refused.
const text = z.string().optional().catch(undefined);
const object = z.record(z.string(), z.unknown()).optional().catch(undefined);

/** A prediction as Replicate writes it. */
export const predictionSchema = z.object({
  id: z.string().min(1),
  status: z.string().catch('starting'),
  model: text,
  version: text,
  deployment: text,
  input: object,
  output: z.unknown(),
  logs: text,
  error: z.unknown(),
  metrics: object,
  created_at: text,
  started_at: text,
  completed_at: text,
  deadline: text,
  data_removed: z.boolean().optional().catch(undefined),
  urls: z.object({ stream: text }).optional().catch(undefined),
});

export type ApiPrediction = z.infer<typeof predictionSchema>;

/** A page of anything; `next` is only read for its query. */
export const pageSchema = z.object({
  results: z.array(z.unknown()),
  next: text,
});

export const versionSchema = z.object({
  id: z.string().min(1),
  created_at: text,
  openapi_schema: object,
});

export type ApiVersion = z.infer<typeof versionSchema>;

export const modelSchema = z.object({
  owner: z.string(),
  name: z.string(),
  url: text,
  description: text,
  is_official: z.boolean().optional().catch(undefined),
  github_url: text,
  paper_url: text,
  license_url: text,
  cover_image_url: text,
  run_count: z.number().optional().catch(undefined),
  default_example: z
    .object({ input: z.record(z.string(), z.unknown()), output: z.unknown() })
    .optional()
    .catch(undefined),
  latest_version: versionSchema.optional().catch(undefined),
});

export type ApiModel = z.infer<typeof modelSchema>;

export const deploymentSchema = z.object({
  current_release: z.object({ model: z.string(), version: z.string() }),
});

export const fileSchema = z.object({
  created_at: text,
  expires_at: text,
  urls: z.object({ get: z.string() }),
});

export const webhookSecretSchema = z.object({ key: z.string().min(1) });

/** The body of an error; some are no JSON at all. */
export const problemSchema = z.object({
  title: text,
  detail: z.unknown(),
  retry_after: z.number().nonnegative().optional().catch(undefined),
  invalid_fields: z
    .array(z.object({ field: z.string(), type: text, description: text }))
    .optional()
    .catch(undefined),
});
