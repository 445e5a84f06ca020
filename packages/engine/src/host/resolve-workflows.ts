import { iterateSource } from '../artifact/iterate-source.ts';
import type { ByteSource } from '../artifact/artifact-store.ts';
import type { NodeCatalog } from '../definition/node-catalog.ts';
import { EngineError } from '../errors/engine-error.ts';
import { filesOf } from '../planning/resolve-value.ts';
import { collectWorkflows } from '../validation/collect-workflows.ts';
import { maxInlinedNodes, type WorkflowDocument } from '../validation/know-workflows.ts';
import type { WorkflowProblem } from '../validation/validation-context.ts';
import { lockWorkflow, type LockedWorkflow, type LockFile } from '../workflow/lock-file.ts';
import { parseWorkflow, type ParsedWorkflow } from '../workflow/parse-workflow.ts';
import { defaultMaxBytes } from '../workflow/read-json-text.ts';
import { rebaseReferenced } from '../workflow/rebase-workflow.ts';
import { semanticHash } from '../workflow/semantic-hash.ts';
import { parseWorkflowReference, type WorkflowReference } from '../workflow/workflow-reference.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import type { WorkflowSource } from '../workflow/workflow-source.ts';
import type { WorkflowFolder } from './engine.ts';

/** The workflows that a workflow runs, directly or through others; by reference. */
export interface WorkflowResolution {
  documents: Map<string, WorkflowDocument>;
  /** As they were written, for the lock and for what a run freezes. */
  locked: Map<string, LockedWorkflow>;
  problems: Map<string, WorkflowProblem[]>;
}

/** Where workflows are looked for. */
export interface WorkflowPlaces {
  catalog: NodeCatalog;
  folder?: WorkflowFolder | undefined;
  source?: WorkflowSource | undefined;
  lock?: LockFile | undefined;
}

type Words = Pick<WorkflowProblem, 'code' | 'message' | 'hint'>;

/** The document of a reference, or what is wrong. */
type Found = { workflow: Workflow; problems?: WorkflowProblem[] } | { problems: WorkflowProblem[] };

function refuse(words: Words): { problems: WorkflowProblem[] } {
  return { problems: [{ severity: 'error', ...words }] };
}

async function readText(source: ByteSource): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of iterateSource(source)) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > defaultMaxBytes) break; // What is too large is refused by who reads the text.
  }
  return text + decoder.decode();
}

/** What is wrong with the form of a document is told with where it stands. */
function toFound(reference: string, { workflow, issues }: ParsedWorkflow): Found {
  if (workflow) return { workflow };
  const errors = issues.filter(({ severity }) => severity === 'error');
  return {
    problems: errors.map(({ code, severity, message, hint }) => ({
      code,
      severity,
      message: `In "${reference}": ${message}`,
      ...(hint !== undefined && { hint }),
    })),
  };
}

async function readWorkflowFile(
  reference: string,
  path: string,
  folder: WorkflowFolder | undefined,
): Promise<Found> {
  const source = await folder?.read(path);
  if (source) return toFound(reference, parseWorkflow(await readText(source)));
  return refuse({
    code: 'unknown-workflow',
    message: folder
      ? `There is no workflow at "${reference}" beside this one.`
      : `The workflow "${reference}" lies beside a file, but this workflow lies in no folder here.`,
    hint: folder
      ? 'Paths are relative to the folder of the workflow that names them.'
      : 'Save that workflow here and name it by its id.',
  });
}

function unknownName(reference: string): Found {
  return refuse({
    code: 'unknown-workflow',
    message: `No workflow "${reference}" is saved or published here.`,
    hint: 'Check its id or name; a file beside this workflow is named ./name.json.',
  });
}

/** A workflow that is in no folder cannot name what lies beside it. */
function checkWithoutFolder(reference: string, workflow: Workflow, catalog: NodeCatalog): Found {
  const [file] = filesOf(workflow);
  const beside = collectWorkflows(workflow, catalog).find(
    (inner) => parseWorkflowReference(inner.reference).kind === 'file',
  );
  const path = file ?? beside?.reference;
  if (path === undefined) return { workflow };
  return refuse({
    code: 'missing-file',
    message: `The workflow "${reference}" names "${path}" beside it, but it lies in no folder here.`,
    hint: 'Let it name a stored file, or a workflow that is saved here.',
  });
}

async function loadNamed(
  reference: string,
  { name, pin }: Extract<WorkflowReference, { kind: 'named' }>,
  { source, catalog }: WorkflowPlaces,
): Promise<Found> {
  const workflow = (await source?.load(reference)) ?? (pin && (await source?.load(name)));
  if (!workflow) return unknownName(reference);
  const hash = semanticHash(workflow);
  if (pin !== undefined && hash !== pin) {
    return refuse({
      code: 'unknown-workflow',
      message: `The workflow "${name}" is another one now (${hash.slice(0, 12)}…) than the one asked for (${pin.slice(0, 12)}…).`,
      hint: 'Name the version that is there, or leave the version out.',
    });
  }
  return checkWithoutFolder(reference, workflow, catalog);
}

async function loadNow(reference: string, places: WorkflowPlaces): Promise<Found> {
  const parsed = parseWorkflowReference(reference);
  try {
    if (parsed.kind === 'named') return await loadNamed(reference, parsed, places);
    if (parsed.code !== undefined) return refuse(parsed);
    return await readWorkflowFile(reference, parsed.path, places.folder);
  } catch (error) {
    const known = EngineError.isInstance(error) ? error : undefined;
    return refuse({
      code: 'unknown-workflow',
      message: `The workflow "${reference}" cannot be read: ${known?.message ?? String(error)}`,
      ...(known?.hint !== undefined && { hint: known.hint }),
    });
  }
}

function readLocked(reference: string, locked: LockedWorkflow): Found {
  const found = toFound(reference, parseWorkflow(locked.workflow));
  if (!('workflow' in found) || semanticHash(found.workflow) === locked.hash) return found;
  return refuse({
    code: 'unknown-workflow',
    message: `The lock of "${reference}" does not hold the workflow that it names.`,
    hint: 'Write the lock anew.',
  });
}

/** From the lock where it is there; then it is only noticed that it is another one now. */
async function load(reference: string, places: WorkflowPlaces): Promise<Found> {
  const locked = places.lock?.workflows?.[reference];
  if (!locked) return loadNow(reference, places);
  const found = readLocked(reference, locked);
  const now = 'workflow' in found ? await loadNow(reference, places) : found;
  if (!('workflow' in now) || semanticHash(now.workflow) === locked.hash) return found;
  const changed: WorkflowProblem = {
    code: 'workflow-changed',
    severity: 'warning',
    message: `The workflow "${reference}" has changed since it was locked; it is run as it was then.`,
    hint: 'Write the lock anew to run it as it is now.',
  };
  return { ...found, problems: [changed] };
}

/**
 * Finds the workflows that a workflow runs, and those that they run: in the lock where they are there,
 * else beside the workflow or at the source. Never throws: what is not found is a problem.
 */
export async function resolveWorkflows(
  workflow: Workflow,
  places: WorkflowPlaces,
): Promise<WorkflowResolution> {
  const resolution: WorkflowResolution = {
    documents: new Map(),
    locked: new Map(),
    problems: new Map(),
  };
  const { documents, locked, problems } = resolution;
  const wanted = collectWorkflows(workflow, places.catalog).map(({ reference }) => reference);
  const seen = new Set<string>();
  // The list grows while it is worked off.
  for (const reference of wanted) {
    if (seen.has(reference) || seen.size >= maxInlinedNodes) continue;
    seen.add(reference);
    const found = await load(reference, places);
    if (found.problems) problems.set(reference, found.problems);
    if (!('workflow' in found)) continue;
    const hash = semanticHash(found.workflow);
    const document = { workflow: rebaseReferenced(found.workflow, reference), hash };
    documents.set(reference, document);
    locked.set(reference, lockWorkflow(found.workflow));
    for (const inner of collectWorkflows(document.workflow, places.catalog)) {
      wanted.push(inner.reference);
    }
  }
  return resolution;
}
