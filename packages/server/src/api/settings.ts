import { z } from '@hono/zod-openapi';

/** What the server can be asked to keep to; names of secrets only, never their values. */
export const settingsSchema = z
  .object({
    limits: z.object({
      computeConcurrency: z.int().min(1).max(1024),
      maxSteps: z.int().min(1),
    }),
    fixedLimits: z
      .array(z.enum(['computeConcurrency', 'maxSteps']))
      .meta({ description: 'Limits that the server was started with, which win over saved ones' }),
    tokens: z
      .array(
        z.object({
          provider: z.string(),
          title: z.string(),
          isSet: z.boolean(),
          help: z.string().meta({ description: 'Where a token comes from' }),
        }),
      )
      .meta({ description: 'Accounts of providers; tokens are never sent back' }),
    secrets: z.array(z.string()).meta({ description: 'Names that `$secret` may use' }),
    needsToken: z.boolean().meta({
      description: 'Whether requests must carry the token that the server was started with',
    }),
    dataFolder: z.string(),
    providers: z.array(z.string()),
  })
  .openapi('Settings');

export const changeSettingsSchema = z
  .object({
    limits: z
      .object({
        computeConcurrency: z.int().min(1).max(1024).optional(),
        maxSteps: z.int().min(1).max(1_000_000).optional(),
      })
      .optional(),
  })
  .openapi('ChangeSettings');

export const secretValueSchema = z
  .object({ value: z.string().min(1).max(10_000) })
  .openapi('SecretValue');

/** What the server keeps to. */
export type Settings = z.infer<typeof settingsSchema>;
/** What to change of {@link Settings}. */
export type ChangeSettings = z.infer<typeof changeSettingsSchema>;
