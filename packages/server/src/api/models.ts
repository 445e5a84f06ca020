import { z } from '@hono/zod-openapi';

/** A model, in short. */
export const modelSummarySchema = z
  .object({
    provider: z.string(),
    model: z.string().meta({ description: '`owner/name`' }),
    version: z.string(),
    versionCreatedAt: z.string().optional().meta({ description: 'ISO 8601' }),
    title: z.string(),
    description: z.string().optional(),
    licence: z.string().optional().meta({ description: 'Of the weights' }),
    licenceUrl: z.string().optional(),
    downloadBytes: z.int().optional().meta({ description: 'Fetched on first use' }),
    metered: z.boolean().meta({ description: 'Whether a prediction costs money' }),
    inputs: z.array(z.string()).meta({ description: 'Types of its inputs, e.g. `image`' }),
    outputs: z.array(z.string()).meta({ description: 'Types of its outputs, e.g. `text[]`' }),
    hasCover: z.boolean().meta({
      description: 'Whether there is a picture at /api/models/{provider}/{owner}/{name}/cover',
    }),
    exampleText: z.string().optional().meta({
      description: 'The text that its example begins with, shortened',
    }),
    pageUrl: z.string().optional().meta({ description: 'Its page for people' }),
    runCount: z.number().optional().meta({ description: 'Predictions ever run' }),
    isOfficial: z.boolean().optional().meta({ description: 'Maintained by the provider' }),
    warmth: z.enum(['warm', 'cold']).optional().meta({
      description: 'Whether a prediction starts at once; missing where nobody says',
    }),
    unavailable: z.string().optional().meta({ description: 'Why it cannot be run' }),
  })
  .openapi('ModelSummary');

export const modelSearchSchema = z.object({
  query: z.string().max(400).optional(),
  provider: z.string().optional(),
});

export const modelSearchResultSchema = z
  .object({
    models: z.array(modelSummarySchema),
    problems: z
      .array(
        z.object({
          provider: z.string(),
          code: z.string(),
          message: z.string(),
          hint: z.string().optional(),
        }),
      )
      .meta({ description: 'Providers that did not answer, and why' }),
  })
  .openapi('ModelSearchResult');

export const modelVersionsSchema = z
  .object({
    versions: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string().optional().meta({ description: 'ISO 8601' }),
      }),
    ),
  })
  .openapi('ModelVersions');

/** A model, in short. */
export type ModelSummary = z.infer<typeof modelSummarySchema>;
/** What was found, and which providers did not answer. */
export type ModelSearchResult = z.infer<typeof modelSearchResultSchema>;
