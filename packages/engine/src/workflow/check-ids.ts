import type { Issue } from '../errors/issue.ts';
import { writePath } from './value-path.ts';
import { idPattern, reservedIds } from './workflow-schema.ts';

const longestId = 64;

const sections = [
  { name: 'nodes', noun: 'a node' },
  { name: 'inputs', noun: 'an input' },
  { name: 'outputs', noun: 'an output' },
] as const;

function whatIsWrong(id: string): string | undefined {
  // Reported with every other place of this name.
  if (id === '__proto__') return undefined;
  if (reservedIds.includes(id)) return `"${id}" is a reserved word`;
  if (id === '') return 'it is empty';
  if (id.length > longestId) return `it has ${id.length} letters, ${longestId} are allowed`;
  return idPattern.test(id)
    ? undefined
    : 'it must start with a letter and have only letters, digits, "-" and "_"';
}

function shorten(id: string): string {
  return id.length > longestId ? `${id.slice(0, 20)}…` : id;
}

/** A name near to a wrong one that would be right. */
function suggestId(id: string): string {
  const slug = id.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '');
  const candidate = slug.slice(0, longestId);
  return candidate === '' || reservedIds.includes(candidate) ? `my-${candidate}` : candidate;
}

/** Checks the names of nodes, inputs and outputs on the document as it was read. */
export function checkIds(document: Readonly<Record<string, unknown>>): Issue[] {
  return sections.flatMap(({ name, noun }) => {
    const section = document[name];
    if (typeof section !== 'object' || section === null || Array.isArray(section)) return [];
    return Object.keys(section).flatMap((id): Issue[] => {
      const wrong = whatIsWrong(id);
      if (wrong === undefined) return [];
      const place = writePath([name, shorten(id)]);
      return [
        {
          code: 'invalid-id',
          severity: 'error',
          message: `${place} cannot be the id of ${noun}: ${wrong}.`,
          hint: `Call it for example "${suggestId(id).replace(/-$/, '-1')}", there and wherever it is referred to.`,
          path: [name, id],
          ...(name === 'nodes' && { nodeId: id }),
        },
      ];
    });
  });
}
