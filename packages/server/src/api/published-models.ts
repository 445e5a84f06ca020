import { z } from '@hono/zod-openapi';

const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}\/[a-z0-9][a-z0-9._-]{0,99}$/;

export const publishWorkflowSchema = z
  .object({
    model: z
      .string()
      .regex(namePattern, {
        error: 'must be owner/name in lowercase letters, digits, dots, - and _',
      })
      .meta({ description: '`owner/name`' }),
    description: z.string().max(2000).optional().meta({ description: 'That of the workflow else' }),
  })
  .openapi('PublishWorkflow');

export const publishedModelSchema = z
  .object({
    model: z.string().meta({ description: '`owner/name`' }),
    workflowId: z.string(),
    title: z.string(),
    description: z.string(),
    createdAt: z.iso.datetime(),
    versions: z
      .array(
        z.object({
          id: z.string().meta({ description: 'The semantic hash of the workflow' }),
          revision: z.int().meta({ description: 'Of the workflow' }),
          createdAt: z.iso.datetime(),
          publishedAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'Newest first; the first is called where no version is named' }),
  })
  .openapi('PublishedModel');

/** What to publish a workflow as. */
export type PublishWorkflow = z.infer<typeof publishWorkflowSchema>;
/** A workflow that can be called as a model. */
export type PublishedModel = z.infer<typeof publishedModelSchema>;
