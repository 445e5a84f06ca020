import type { ValuePath } from './value-kinds.ts';

const plainName = /^[$A-Za-z_][$A-Za-z0-9_-]*$/;

/** Writes a path for people: `nodes.scene.input.files[2]`. */
export function writePath(path: ValuePath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (plainName.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part.length > 80 ? `${part.slice(0, 79)}…` : part)}]`;
  }
  return text === '' ? 'the document' : text;
}
