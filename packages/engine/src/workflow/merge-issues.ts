import type { Issue } from '../errors/issue.ts';

const maxIssues = 100;

function keyOf(path: Issue['path']): string {
  return JSON.stringify(path ?? []);
}

/** The place itself and what holds it: one mistake there must not be reported for both. */
function placesOf(issue: Issue): string[] {
  const path = issue.path ?? [];
  return issue.code === 'secret-in-file' ? [keyOf(path), keyOf(path.slice(0, -1))] : [keyOf(path)];
}

/**
 * Joins the findings of several checks into one list with one issue for each mistake: of two at one
 * place the earlier stays. Warnings come last, and very long lists are cut.
 */
export function mergeIssues(findings: readonly (readonly Issue[])[]): Issue[] {
  const taken = new Set<string>();
  const single = findings.flat().filter((issue) => {
    const isNew = !taken.has(keyOf(issue.path));
    for (const place of placesOf(issue)) taken.add(place);
    return isNew;
  });
  const errors = single.filter((issue) => issue.severity === 'error');
  const warnings = single.filter((issue) => issue.severity === 'warning');
  const all = [...errors, ...warnings];
  if (all.length <= maxIssues) return all;
  const rest = all.length - maxIssues;
  const last: Issue = {
    code: 'invalid-document',
    severity: errors.length > 0 ? 'error' : 'warning',
    message: `There are ${rest} more problems.`,
    hint: 'Correct the ones above first.',
  };
  return [...all.slice(0, maxIssues), last];
}
