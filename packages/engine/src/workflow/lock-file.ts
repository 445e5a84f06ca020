import { z } from 'zod';
import type { Issue } from '../errors/issue.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { sha256 } from '../platform/sha256.ts';
import type { JsonSchema, ModelDescription } from '../prediction/model-description.ts';
import { checkContent } from './check-content.ts';
import { mergeIssues } from './merge-issues.ts';
import { defaultMaxBytes, readJsonText, refuse } from './read-json-text.ts';
import { semanticHash } from './semantic-hash.ts';
import { toShapeIssue } from './shape-issues.ts';
import { trimModelSchema } from './trim-model-schema.ts';
import type { Workflow } from './workflow-schema.ts';
import { writeJson } from './write-json.ts';

/** The newest version of the lock format that this program reads and writes. */
export const lockVersion = 1;

const lockedModelSchema = z.looseObject({
  /** `owner/name`, without a version. */
  model: z.string(),
  version: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  metered: z.boolean(),
  /** SHA-256 of the schemas of input and output. */
  schemaHash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hex digits' }),
  defaultExample: z
    .object({ input: z.record(z.string(), z.unknown()), output: z.unknown().optional() })
    .optional(),
  openapiSchema: z.record(z.string(), z.unknown()),
});

const lockedWorkflowSchema = z.looseObject({
  /** Semantic hash of the document. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hex digits' }),
  /** As it was written, without its layout. */
  workflow: z.record(z.string(), z.unknown()),
});

/** Beside a workflow: its models, and the workflows it runs, as they were when it was last resolved. */
export const lockFileSchema = z.looseObject({
  catenaLock: z.literal(lockVersion),
  /** By provider, then by the model's reference as it stands in the workflow. */
  models: z.record(z.string(), z.record(z.string(), lockedModelSchema)),
  /** By reference, as seen from the folder of the workflow; those that they run are among them. */
  workflows: z.record(z.string(), lockedWorkflowSchema).optional(),
});

/** The lock of a workflow: its models as they were when it was last resolved. */
export type LockFile = z.infer<typeof lockFileSchema>;
/** One model of a lock. */
export type LockedModel = z.infer<typeof lockedModelSchema>;

/** One workflow of a lock, which a node runs. */
export type LockedWorkflow = z.infer<typeof lockedWorkflowSchema>;

/** A model as a workflow names it, with what its provider says of it. */
export interface ResolvedModel {
  provider: string;
  /** As in the workflow: `owner/name` or `owner/name:version`. */
  reference: string;
  description: ModelDescription;
}

function lockModel(description: ModelDescription): LockedModel {
  const { model, version, title, metered, defaultExample } = description;
  const openapiSchema = trimModelSchema(description.openapiSchema);
  return {
    model,
    version,
    ...(title !== undefined && { title }),
    ...(description.description !== undefined && { description: description.description }),
    metered,
    schemaHash: schemaHash(openapiSchema),
    ...(defaultExample && { defaultExample }),
    openapiSchema,
  };
}

/** Names what a model takes and gives: SHA-256 of the schemas of its input and output. */
export function schemaHash(openapiSchema: JsonSchema): string {
  return sha256(canonicalJson(trimModelSchema(openapiSchema)));
}

/** What a lock keeps of a workflow that is run by reference. */
export function lockWorkflow(workflow: Workflow): LockedWorkflow {
  const { layout: _layout, ...kept } = workflow;
  return { hash: semanticHash(workflow), workflow: kept };
}

/**
 * Makes the lock of a workflow from its models, as their providers describe them now, and from the
 * workflows that it runs, as they are now.
 */
export function createLock(
  models: readonly ResolvedModel[],
  workflows: ReadonlyMap<string, LockedWorkflow> = new Map(),
): LockFile {
  const byProvider = new Map<string, Map<string, LockedModel>>();
  for (const { provider, reference, description } of models) {
    const locked = byProvider.get(provider) ?? new Map<string, LockedModel>();
    byProvider.set(provider, locked.set(reference, lockModel(description)));
  }
  const entries = [...byProvider].map(([id, locked]) => [id, Object.fromEntries(locked)] as const);
  return {
    catenaLock: lockVersion,
    models: Object.fromEntries(entries),
    ...(workflows.size > 0 && { workflows: Object.fromEntries(workflows) }),
  };
}

/** The models of a lock, as descriptions to validate and plan with. */
export function lockedModels(lock: LockFile): ResolvedModel[] {
  return Object.entries(lock.models).flatMap(([provider, models]) =>
    Object.entries(models).map(([reference, locked]): ResolvedModel => {
      const { model, version, title, description, metered, defaultExample } = locked;
      return {
        provider,
        reference,
        description: {
          model,
          version,
          ...(title !== undefined && { title }),
          ...(description !== undefined && { description }),
          openapiSchema: locked.openapiSchema,
          ...(defaultExample && { defaultExample }),
          metered,
        },
      };
    }),
  );
}

/** Reads a lock from text or from a parsed value; collects what is wrong and never throws. */
export function parseLock(source: unknown): { lock?: LockFile; issues: Issue[] } {
  const read =
    typeof source === 'string' ? readJsonText(source, defaultMaxBytes) : { ok: { value: source } };
  if (!read.ok) return { issues: read.issues };
  const { value } = read.ok;
  const version = (value as { catenaLock?: unknown } | null)?.catenaLock;
  if (typeof version === 'number' && version > lockVersion) {
    return refuse(
      'newer-version',
      `The lock file has version ${version}; this program reads up to version ${lockVersion}.`,
      'Update Catena, or delete the lock file to have it made anew.',
    );
  }
  const content = checkContent(value).filter((issue) => issue.code !== 'secret-in-file');
  if (content.some((issue) => issue.severity === 'error')) return { issues: content };
  const parsed = lockFileSchema.safeParse(value);
  const problems = parsed.error?.issues ?? [];
  const issues = mergeIssues([content, problems.map((problem) => toShapeIssue(value, problem))]);
  return { issues, ...(parsed.data && { lock: parsed.data }) };
}

/** Writes a lock as text; equal locks give equal bytes. */
export function writeLock(lock: LockFile): string {
  const model = { order: Object.keys(lockedModelSchema.shape), expanded: true } as const;
  const provider = { order: 'sorted', expanded: true, each: model } as const;
  const models = { order: 'sorted', expanded: true, each: provider } as const;
  const workflow = { order: Object.keys(lockedWorkflowSchema.shape), expanded: true } as const;
  const workflows = { order: 'sorted', expanded: true, each: workflow } as const;
  const members = { models, workflows };
  return `${writeJson(lock, { order: Object.keys(lockFileSchema.shape), expanded: true, members })}\n`;
}
