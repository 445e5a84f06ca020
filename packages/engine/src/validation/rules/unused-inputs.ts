import type { Issue } from '../../errors/issue.ts';
import { NameSearch } from '../../typing/name-search.ts';
import { parseReference } from '../../workflow/parse-reference.ts';
import type { ValidationContext } from '../validation-context.ts';

function usedInputs({ graph, workflow }: ValidationContext): Set<string> {
  const used = new Set(graph.inputEdges.map((edge) => edge.input));
  for (const { $from } of Object.values(workflow.outputs ?? {})) {
    const source = parseReference($from);
    if (source?.kind === 'input') used.add(source.name);
  }
  return used;
}

/** Warns of workflow inputs that nothing refers to. Those that a mistyped name was meant for are used. */
export function unusedInputs(context: ValidationContext): Issue[] {
  const names = Object.keys(context.workflow.inputs ?? {});
  const used = usedInputs(context);
  const known = new Set(names);
  const unused = names.filter((name) => !used.has(name));
  if (unused.length === 0) return [];
  const mistyped = [...used].filter((name) => !known.has(name));
  const search = new NameSearch();
  const meant = new Set(mistyped.map((name) => search.nearest(name, names)));
  return unused
    .filter((name) => !meant.has(name))
    .map((name) => ({
      code: 'unknown-input',
      severity: 'warning',
      message: `Nothing uses the input "${name}" of the workflow.`,
      hint: `Refer to it with { "$from": "inputs.${name}" }, or remove it.`,
      path: ['inputs', name],
    }));
}
