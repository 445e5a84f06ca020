import {
  parseModelRef,
  parseWorkflow,
  writeModelRef,
  type Issue,
  type Workflow,
} from '@catena/engine';
import { fragmentKind } from './copy-text.ts';

/** What a pasted text is. */
export type PastedText =
  /** Cards that were copied. */
  | { kind: 'fragment'; fragment: Workflow }
  /** A whole workflow. */
  | { kind: 'workflow'; workflow: Workflow }
  /** Something that was meant as a workflow of Catena and cannot be read. */
  | { kind: 'broken-workflow'; issues: readonly Issue[] }
  /** `owner/name` or `owner/name:version`; with the provider whose page it was copied from. */
  | { kind: 'model-reference'; model: string; provider?: string }
  | { kind: 'url'; url: string }
  /** A ComfyUI workflow, in its API format or as its editor saves it. */
  | { kind: 'comfyui'; json: unknown }
  | { kind: 'text'; text: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** ComfyUI: nodes by number with a `class_type`, or `nodes` and `links` of its editor. */
function isComfyui(json: Record<string, unknown>): boolean {
  // Some tools put the graph into a member of its own.
  const nodes = Object.values(isObject(json['prompt']) ? json['prompt'] : json);
  const isApi = nodes.length > 0 && nodes.every((node) => isObject(node) && 'class_type' in node);
  return isApi || (Array.isArray(json['nodes']) && Array.isArray(json['links']));
}

function readDocument(json: Record<string, unknown>): PastedText | undefined {
  if (isComfyui(json)) return { kind: 'comfyui', json };
  if (!('catena' in json)) return undefined;
  const { kind, ...document } = json;
  const { workflow, issues } = parseWorkflow(document);
  if (!workflow) return { kind: 'broken-workflow', issues };
  return kind === fragmentKind
    ? { kind: 'fragment', fragment: workflow }
    : { kind: 'workflow', workflow };
}

/** Pages of models: `replicate.com/owner/name`, with the version behind `versions/` or after a colon. */
const modelPage =
  /^https?:\/\/(?:www\.)?replicate\.com\/([a-z0-9][\w.-]*)\/([a-z0-9][\w.-]*)(?::([\w.-]+)|\/versions\/([\w.-]+))?(?:\/[\w-]*)*\/?(?:[?#].*)?$/i;

/** First words of addresses there that are no owners. */
const noOwners: ReadonlySet<string> = new Set([
  'account',
  'blog',
  'collections',
  'deployments',
  'docs',
  'explore',
  'p',
  'pricing',
  'signin',
]);

function readModel(text: string): PastedText | undefined {
  const [, owner, name, colon, path] = modelPage.exec(text) ?? [];
  if (owner !== undefined && name !== undefined && !noOwners.has(owner.toLowerCase())) {
    const version = colon ?? path;
    const model = writeModelRef({ owner, name, ...(version !== undefined && { version }) });
    return { kind: 'model-reference', model, provider: 'replicate' };
  }
  return parseModelRef(text) ? { kind: 'model-reference', model: text } : undefined;
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** Says what a pasted text is, without asking anybody. */
export function readPastedText(text: string): PastedText {
  const trimmed = text.trim();
  const json = trimmed.startsWith('{') ? parseJson(trimmed) : undefined;
  const document = isObject(json) ? readDocument(json) : undefined;
  if (document) return document;
  const model = readModel(trimmed);
  if (model) return model;
  return isUrl(trimmed) ? { kind: 'url', url: trimmed } : { kind: 'text', text };
}
