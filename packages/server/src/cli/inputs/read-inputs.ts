import {
  isArtifactRef,
  isFileType,
  parsePortType,
  type BaseType,
  type PortType,
  type Workflow,
} from '@catena/engine';
import { nearestName } from '../text/nearest-name.ts';
import { UsageError } from '../errors/usage-error.ts';
import { expandFlag } from './expand-flag.ts';
import { findFiles } from './find-files.ts';
import type { InputItem } from './input-item.ts';
import { parseInputFlag } from './parse-input-flag.ts';
import { parseScalar } from './parse-scalar.ts';
import { readFileValue, type FileKeeper } from './read-file-value.ts';

/** What `--input` flags are read with. */
export interface ReadInputsOptions {
  /** As typed, in order: `name=value`. */
  flags: readonly string[];
  workflow: Workflow;
  /** Paths are relative to it; absolute. */
  folder: string;
  artifacts: FileKeeper;
}

interface Target {
  base: BaseType;
  /** Names the input in messages. */
  place: string;
  artifacts: FileKeeper;
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function readText(text: string, target: Target): unknown {
  if (!isFileType(target.base)) return parseScalar(text, target.base, target.place);
  if (isAddress(text)) return text;
  throw new UsageError({
    code: 'invalid-input',
    message: `${target.place} takes a file, but is the text ${JSON.stringify(text)}.`,
    hint: `Put an @ before the path: ${target.place}=@${text}`,
  });
}

/** Strings inside JSON that stand for files become artifacts. */
async function readValue(value: unknown, folder: string, target: Target): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((member) => readValue(member, folder, target)));
  }
  const isPath = typeof value === 'string' && isFileType(target.base) && !isAddress(value);
  if (!isPath || isArtifactRef(value)) return value;
  const [path] = await findFiles(value.replace(/^@/, ''), folder);
  return readFileValue(path ?? value, target.base, target);
}

async function readItem(item: InputItem, target: Target): Promise<unknown> {
  if (item.kind === 'text') return readText(item.text, target);
  if (item.kind === 'file') return readFileValue(item.path, target.base, target);
  return readValue(item.value, item.folder, target);
}

const filesAtOnce = 8;

async function readItems(items: readonly InputItem[], target: Target): Promise<unknown[]> {
  const values: unknown[] = [];
  for (let start = 0; start < items.length; start += filesAtOnce) {
    const some = items.slice(start, start + filesAtOnce);
    values.push(...(await Promise.all(some.map((item) => readItem(item, target)))));
  }
  return values;
}

function typeOf(name: string, workflow: Workflow): PortType {
  const inputs = workflow.inputs ?? {};
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  const type = input && parsePortType(input.type);
  if (type) return type;
  const names = Object.keys(inputs);
  const nearest = nearestName(name, names);
  const known = names.length > 0 ? `Its inputs: ${names.join(', ')}.` : 'It has no inputs.';
  throw new UsageError({
    code: 'unknown-input',
    message: `The workflow has no input "${name}".`,
    hint: nearest === undefined ? known : `Did you mean ${nearest}?`,
  });
}

function group(flags: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const flag of flags) {
    const { name, value } = parseInputFlag(flag);
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return groups;
}

function checkMissing(workflow: Workflow, given: ReadonlyMap<string, unknown>): void {
  for (const [name, input] of Object.entries(workflow.inputs ?? {})) {
    if (given.has(name) || input.default !== undefined) continue;
    const type = parsePortType(input.type);
    const isFile = type !== undefined && isFileType(type.base);
    const value = isFile ? (type.depth > 0 ? "'@folder/*'" : '@file') : '…';
    throw new UsageError({
      code: 'missing-input',
      message: `The workflow's input "${name}" (${input.type}) has no value.`,
      hint: `Add --input ${name}=${value}`,
    });
  }
}

/**
 * Reads the values of a workflow's inputs from what was typed; files go into the store.
 *
 * @returns Values by name; inputs that keep their default are missing.
 * @throws UsageError
 */
export async function readInputs(options: ReadInputsOptions): Promise<Record<string, unknown>> {
  const groups = group(options.flags);
  const values: Record<string, unknown> = {};
  for (const [name, texts] of groups) {
    const type = typeOf(name, options.workflow);
    const place = `--input ${name}`;
    if (type.depth === 0 && texts.length > 1) {
      throw new UsageError({
        code: 'invalid-input',
        message: `${place} is given ${texts.length} times, but takes one value (${type.base}).`,
        hint: 'Only inputs that are lists are repeated.',
      });
    }
    const expanded: InputItem[] = [];
    for (const text of texts) {
      expanded.push(...(await expandFlag(text, { type, folder: options.folder, place })));
    }
    const target = { base: type.base, place, artifacts: options.artifacts };
    const items = await readItems(expanded, target);
    values[name] = type.depth === 0 ? items[0] : items;
  }
  checkMissing(options.workflow, groups);
  return values;
}
