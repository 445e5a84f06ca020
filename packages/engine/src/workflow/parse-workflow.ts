import type { Issue } from '../errors/issue.ts';
import { checkContent } from './check-content.ts';
import { checkFields } from './check-fields.ts';
import { checkIds } from './check-ids.ts';
import { checkInputs } from './check-inputs.ts';
import { mergeIssues } from './merge-issues.ts';
import {
  allMigrations,
  migrateDocument,
  oldestVersion,
  type Migration,
} from './migrate-document.ts';
import { defaultMaxBytes, readJsonText, refuse, type Step } from './read-json-text.ts';
import { toShapeIssue } from './shape-issues.ts';
import { showValue } from './show-value.ts';
import { workflowSchema, workflowVersion, type Workflow } from './workflow-schema.ts';

/** Limits of {@link parseWorkflow}. */
export interface ParseWorkflowOptions {
  /**
   * Bytes of text, as UTF-8.
   *
   * @defaultValue 16 MiB
   */
  maxBytes?: number;
  /** @defaultValue 10,000 */
  maxNodes?: number;
  /** Replaces the engine's own list; for tests of a future version. */
  migrations?: readonly Migration[];
}

/** What {@link parseWorkflow} found. */
export interface ParsedWorkflow {
  /** Missing where an issue is an error. */
  workflow?: Workflow;
  issues: Issue[];
}

const defaultMaxNodes = 10_000;

type Document = Readonly<Record<string, unknown>>;

function readVersion(value: unknown, migrations: readonly Migration[]): Step<Document> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(
      'invalid-document',
      `A workflow is an object, but this is ${showValue(value)}.`,
      `Start with { "catena": ${workflowVersion}, "nodes": {} }.`,
    );
  }
  const document = value as Document;
  const version = Object.hasOwn(document, 'catena') ? document['catena'] : undefined;
  const oldest = oldestVersion(workflowVersion, migrations);
  if (typeof version === 'number' && Number.isInteger(version) && version > workflowVersion) {
    return refuse(
      'newer-version',
      `The file has version ${version} of the workflow format; this program reads up to version ${workflowVersion}.`,
      'Update Catena to open it, or save it from the newer program for an older version.',
    );
  }
  if (typeof version === 'number' && Number.isInteger(version) && version >= oldest) {
    return { ok: document };
  }
  const found = version === undefined ? 'is missing' : `is ${showValue(version)}`;
  return refuse(
    'invalid-document',
    `"catena", the version of the workflow format, ${found}.`,
    `Add "catena": ${workflowVersion}, if this is a workflow of Catena at all.`,
  );
}

function checkCount(document: Document, maxNodes: number): Issue[] {
  const { nodes } = document;
  const count = typeof nodes === 'object' && nodes !== null ? Object.keys(nodes).length : 0;
  if (count <= maxNodes) return [];
  return refuse(
    'too-large',
    `The workflow has ${count} nodes; at most ${maxNodes} are read.`,
    'Split it into workflows that run each other.',
  ).issues;
}

/** A document without names that JavaScript treats in its own way: the schema must not meet them. */
function checkDocument(document: Document): ParsedWorkflow {
  const content = checkContent(document);
  // Names and depths that the schema would trip over.
  if (content.some(({ code }) => code === 'too-deep' || code === 'invalid-id')) {
    return { issues: content };
  }
  const parsed = workflowSchema.safeParse(document);
  const shape = parsed.error?.issues.map((problem) => toShapeIssue(document, problem)) ?? [];
  const issues = mergeIssues([
    content,
    checkIds(document),
    shape,
    checkInputs(document),
    checkFields(document),
  ]);
  const failed = issues.some((issue) => issue.severity === 'error');
  return { issues, ...(!failed && parsed.data && { workflow: parsed.data }) };
}

/**
 * Reads a workflow from its text, or from a value that is no text: one that was parsed already. Collects everything that is
 * wrong and never throws: each mistake gives one issue that names the place, what stands there and what
 * to do. Members that nobody knows are kept, with a warning.
 *
 * @example
 * const { workflow, issues } = parseWorkflow(await readFile('workflow.json', 'utf8'));
 */
export function parseWorkflow(source: unknown, options: ParseWorkflowOptions = {}): ParsedWorkflow {
  const { maxBytes = defaultMaxBytes, maxNodes = defaultMaxNodes } = options;
  const { migrations = allMigrations } = options;
  const read: Step<{ value: unknown }> =
    typeof source === 'string' ? readJsonText(source, maxBytes) : { ok: { value: source } };
  if (!read.ok) return { issues: read.issues };
  const versioned = readVersion(read.ok.value, migrations);
  if (!versioned.ok) return { issues: versioned.issues };
  const crowd = checkCount(versioned.ok, maxNodes);
  return crowd.length > 0
    ? { issues: crowd }
    : checkDocument(migrateDocument(versioned.ok, migrations));
}
