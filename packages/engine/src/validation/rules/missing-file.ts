import type { Issue } from '../../errors/issue.ts';
import { NameSearch } from '../../typing/name-search.ts';
import { readInputValue, type InputValue } from '../../workflow/input-value.ts';
import type { ValuePath } from '../../workflow/value-kinds.ts';
import type { ValidationContext } from '../validation-context.ts';
import { specialParts } from '../value-parts.ts';

interface Holder {
  value: InputValue;
  path: ValuePath;
  at: Pick<Issue, 'nodeId' | 'port'>;
  place: string;
}

function holdersOf({ workflow, nodes }: ValidationContext): Holder[] {
  const defaults = Object.entries(workflow.inputs ?? {}).flatMap(([name, input]): Holder[] => {
    const value = readInputValue(input.default ?? null);
    const path = ['inputs', name, 'default'];
    const place = `The default of input "${name}"`;
    return value.kind === 'invalid' ? [] : [{ value, path, at: {}, place }];
  });
  const ofNodes = nodes.flatMap(({ id, values }) =>
    [...values].map(([port, value]): Holder => ({
      value,
      path: ['nodes', id, 'input', port],
      at: { nodeId: id, port },
      place: `Input "${port}" of node "${id}"`,
    })),
  );
  return [...defaults, ...ofNodes];
}

/** Finds `$file`s that do not exist, wherever they stand: a run stores all of them before it starts. */
export function missingFile(context: ValidationContext): Issue[] {
  const { files } = context.options;
  if (!files) return [];
  const search = new NameSearch();
  const existing = [...files];
  const suggest = (path: string) =>
    search.didYouMean(path, existing) ??
    'Put the file into the folder of the workflow, or correct the path.';
  return holdersOf(context).flatMap(({ value, path, at, place }) =>
    [...specialParts(value, [])].flatMap((part): Issue[] => {
      const named = part.value;
      if (named.kind !== 'file' || files.has(named.path)) return [];
      return [
        {
          code: 'missing-file',
          severity: 'error',
          message: `${place} names the file "${named.path}", which is not there.`,
          hint: suggest(named.path),
          ...at,
          path: [...path, ...part.path],
        },
      ];
    }),
  );
}
