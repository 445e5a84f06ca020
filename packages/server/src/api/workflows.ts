import { z } from '@hono/zod-openapi';

/** A workflow document as JSON; checked by the parser of the engine, not by the schema. */
export const documentSchema = z
  .record(z.string(), z.unknown())
  .openapi('WorkflowDocument', { description: 'A workflow file, as JSON' });

/** A saved workflow, without its document. */
export const workflowSummarySchema = z
  .object({
    id: z.string().meta({ description: 'Made by the server; never changes' }),
    name: z
      .string()
      .meta({ description: 'The name in the document; `Untitled` where it has none' }),
    description: z.string().optional(),
    revision: z.int().min(1).meta({ description: 'Raised by one with every save' }),
    nodeCount: z.int().min(0),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    picture: z.string().optional().meta({ description: 'Artifact id of a result of its last run' }),
    templateId: z.string().optional().meta({ description: 'The template that it was made from' }),
  })
  .openapi('WorkflowSummary');

/** A saved workflow. */
export const workflowRecordSchema = workflowSummarySchema
  .extend({ workflow: documentSchema })
  .openapi('Workflow');

/** One of the states in which a workflow was saved. */
export const workflowVersionSchema = z
  .object({
    revision: z.int().min(1),
    savedAt: z.iso.datetime(),
    label: z.string().optional().meta({ description: 'A name that a person gave it' }),
    semanticHash: z.string(),
  })
  .openapi('WorkflowVersion');

export const createWorkflowSchema = z
  .object({ workflow: documentSchema, templateId: z.string().max(100).optional() })
  .openapi('CreateWorkflow');

export const saveWorkflowSchema = z
  .object({
    workflow: documentSchema,
    revision: z
      .int()
      .min(1)
      .meta({ description: 'The revision that the change is based on; another one gives 409' }),
  })
  .openapi('SaveWorkflow');

export const labelVersionSchema = z
  .object({ label: z.string().max(200).nullable() })
  .openapi('LabelVersion');

/** A saved workflow, without its document. */
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;
/** A saved workflow. */
export type WorkflowRecord = z.infer<typeof workflowRecordSchema>;
/** One of the states in which a workflow was saved. */
export type WorkflowVersion = z.infer<typeof workflowVersionSchema>;
