import { z } from 'zod';
import { baseTypes } from '../definition/port-type.ts';

/** The newest version of the workflow format that this program reads and writes. */
export const workflowVersion = 1;

/** Ids are slugs a person can say: letters, digits, `-` and `_`, starting with a letter. */
export const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Ids that would be mistaken for something else, in a reference or by JavaScript. */
export const reservedIds: readonly string[] = ['inputs', 'constructor', 'prototype'];

const durationPattern = /^(?=[0-9])(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$/;

const portTypePattern = new RegExp(`^(?:${baseTypes.join('|')})(?:\\[\\])*$`);

const portTypeText = z
  .string()
  .regex(portTypePattern, { error: 'must be a port type such as text, image or number[]' });

const duration = z.string().regex(durationPattern, {
  error: 'must be a duration such as 30s, 5m or 1h30m',
});

/** A value that comes from an output of a node or from an input of the workflow. */
export const referenceSchema = z.object({
  $from: z.string().meta({ description: '`node.port`, or `inputs.name`' }),
  each: z
    .boolean()
    .meta({ description: 'Take a list item by item (true) or whole (false)' })
    .optional(),
});

export const workflowInputSchema = z.looseObject({
  type: portTypeText.meta({ description: 'A port type, e.g. image or text[]' }),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

export const workflowOutputSchema = z.looseObject({
  ...referenceSchema.shape,
  title: z.string().optional(),
  description: z.string().optional(),
});

export const retrySchema = z.looseObject({
  max: z.int().min(0).max(10).meta({ description: 'Further attempts after the first' }),
  on: z
    .array(z.string())
    .meta({ description: 'Error codes that are tried again; all where it is missing' })
    .optional(),
});

export const workflowNodeSchema = z.looseObject({
  type: z.string().min(1).meta({ description: 'A node type, e.g. predict or image.resize' }),
  title: z.string().optional(),
  note: z.string().optional(),
  provider: z.string().meta({ description: 'Who runs the model' }).optional(),
  model: z.string().meta({ description: 'owner/name or owner/name:version' }).optional(),
  workflow: z
    .string()
    .meta({
      description:
        'The workflow that a workflow node runs: ./file.json beside this one, or the id of a saved workflow, or owner/name, or owner/name:version of a published one',
    })
    .optional(),
  input: z
    .record(
      z.string(),
      z.unknown().meta({
        description:
          'A literal, or { "$from": "node.port" }, { "$file": "path" }, { "$artifact": "sha256" }, { "$secret": "name" }, { "$random": true }, { "$literal": … }',
      }),
    )
    .meta({ description: 'A literal or a reference for each input port' })
    .optional(),
  onItemError: z.enum(['fail', 'skip']).optional(),
  deadline: duration.optional(),
  retry: retrySchema.optional(),
  types: z
    .record(z.string(), portTypeText)
    .meta({ description: 'Port types corrected by a person' })
    .optional(),
  bypass: z.boolean().optional(),
  mute: z.boolean().optional(),
});

const id = z.string().regex(idPattern);

/** The workflow document, version 1. Unknown members are kept. */
export const workflowSchema = z.looseObject({
  $schema: z.string().optional(),
  catena: z.literal(workflowVersion),
  name: z.string().optional(),
  description: z.string().optional(),
  note: z.string().optional(),
  inputs: z.record(id, workflowInputSchema).optional(),
  nodes: z.record(id, workflowNodeSchema),
  outputs: z.record(id, workflowOutputSchema).optional(),
  layout: z.record(z.string(), z.unknown()).optional(),
});

/** A workflow document; made by `parseWorkflow`, which has checked it. */
export type Workflow = z.infer<typeof workflowSchema>;
/** One placed node. */
export type WorkflowNode = z.infer<typeof workflowNodeSchema>;
/** A named input of a workflow. */
export type WorkflowInput = z.infer<typeof workflowInputSchema>;
/** A named output of a workflow, and where its value comes from. */
export type WorkflowOutput = z.infer<typeof workflowOutputSchema>;
/** `$from`, as it stands in the file. */
export type Reference = z.infer<typeof referenceSchema>;

/** Milliseconds of a duration such as `1h30m`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
