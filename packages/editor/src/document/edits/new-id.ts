import { idPattern, parseModelRef, reservedIds, type Workflow } from '@catena/engine';
import { readLayout } from '../layout.ts';

/** Short enough to be said, and to leave room for a number within the longest id. */
const longestBase = 48;

/** A slug that can be an id, made of words; undefined where nothing is left of them. */
export function toSlug(words: string): string | undefined {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestBase)
    .replace(/[-_]+$/, '');
  return slug === '' ? undefined : slug;
}

function isFree(id: string, taken: (id: string) => boolean): boolean {
  return idPattern.test(id) && !reservedIds.includes(id) && !taken(id);
}

/** `base`, else the first of `base-2`, `base-3` … that is free. A number at its end is counted on from. */
export function newId(base: string, taken: (id: string) => boolean): string {
  if (isFree(base, taken)) return base;
  const slug = idPattern.test(base) ? base.slice(0, longestBase) : (toSlug(base) ?? 'node');
  if (isFree(slug, taken)) return slug;
  const [, stem = slug, last = '1'] = /^(.*[^-])-(\d{1,6})$/.exec(slug) ?? [];
  for (let number = Number(last) + 1; ; number += 1) {
    const id = `${stem}-${number}`;
    if (isFree(id, taken)) return id;
  }
}

/** What an id of a node is made from: its title, else its model, else its type. */
export function nodeIdBase(node: { title?: string; model?: string; type: string }): string {
  const model = parseModelRef(node.model ?? '')?.name;
  const typeWords = node.type.slice(node.type.lastIndexOf('.') + 1);
  const words = [node.title, model, typeWords, node.type];
  return words.map((word) => toSlug(word ?? '')).find((slug) => slug !== undefined) ?? 'node';
}

/** An id for a new node: `base` or, where it is taken, the next number after it. */
export function newNodeId(workflow: Workflow, base: string): string {
  return newId(base, (id) => Object.hasOwn(workflow.nodes, id));
}

/** A name for a new input of the workflow. */
export function newInputName(workflow: Workflow, base: string): string {
  return newId(toSlug(base) ?? 'input', (name) => Object.hasOwn(workflow.inputs ?? {}, name));
}

/** A name for a new output of the workflow. */
export function newOutputName(workflow: Workflow, base: string): string {
  return newId(toSlug(base) ?? 'output', (name) => Object.hasOwn(workflow.outputs ?? {}, name));
}

/** An id for a new frame: `frame-1`, `frame-2` … */
export function newFrameId(workflow: Workflow, base = 'frame-1'): string {
  return newId(base, (id) => Object.hasOwn(readLayout(workflow).frames, id));
}

/** An id for a new note: `note-1`, `note-2` … */
export function newNoteId(workflow: Workflow, base = 'note-1'): string {
  return newId(base, (id) => Object.hasOwn(readLayout(workflow).notes, id));
}

/** Why a name cannot be given to an input, an output or a node, in words; undefined where it can. */
export function whyNotName(name: string, taken: (name: string) => boolean): string | undefined {
  if (name === '') return 'Give it a name.';
  if (reservedIds.includes(name)) return `"${name}" is a reserved word.`;
  if (!idPattern.test(name)) {
    return 'Use up to 64 letters, digits, "-" and "_", starting with a letter.';
  }
  return taken(name) ? `"${name}" is taken.` : undefined;
}
