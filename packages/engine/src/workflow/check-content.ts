import type { Issue } from '../errors/issue.ts';
import { findToken } from './find-token.ts';
import { writePath } from './value-path.ts';
import { pathOf, walkDocument, type Visit } from './walk-document.ts';

/** The deepest nesting of lists and objects that a document may have. */
export const maxDocumentDepth = 64;

interface Finding extends Pick<Issue, 'code' | 'severity' | 'hint'> {
  /** The value that the issue points at. */
  at: Visit;
  /** What follows the name of the place. */
  text: string;
}

function findTokenIn(text: string, at: Visit): Finding | undefined {
  const token = findToken(text);
  return (
    token && {
      at,
      code: 'secret-in-file',
      severity: 'error',
      text: `holds what looks like a ${token.issuer} token (${token.begin}…).`,
      hint: 'Take the token out and revoke it. Providers are configured where the workflow runs; other secrets are named with { "$secret": "NAME" }.',
    }
  );
}

function checkKey(visit: Visit): Finding | undefined {
  const { key } = visit;
  if (typeof key !== 'string') return undefined;
  if (key !== '__proto__') return findTokenIn(key, visit.parent ?? visit);
  return {
    at: visit,
    code: 'invalid-id',
    severity: 'error',
    text: 'is a name that nothing can have.',
    hint: 'Choose another name.',
  };
}

// Above this, JavaScript writes numbers with an exponent, and nobody expects single digits to count.
const exponentFrom = 1e21;

function checkNumber(value: number, at: Visit): Finding | undefined {
  const code = 'invalid-value';
  if (!Number.isFinite(value)) {
    const text = 'is a number that JSON cannot hold.';
    return { at, code, severity: 'error', text, hint: 'Use a smaller number.' };
  }
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (exact || Math.abs(value) >= exponentFrom) return undefined;
  const text = `is too large to be exact; it was read as ${value}.`;
  return { at, code, severity: 'warning', text, hint: 'Use a number below 9007199254740992.' };
}

function checkValue(visit: Visit): Finding | undefined {
  const { value } = visit;
  if (typeof value === 'string') return findTokenIn(value, visit);
  if (typeof value === 'number') return checkNumber(value, visit);
  if (value === undefined || typeof value === 'boolean' || typeof value === 'object') {
    return undefined;
  }
  const hint = 'Use texts, numbers, true, false, null, lists and objects.';
  return { at: visit, code: 'invalid-value', severity: 'error', text: 'is no JSON value.', hint };
}

function toIssue({ at, text, ...rest }: Finding): Issue {
  const path = pathOf(at);
  return { ...rest, message: `${writePath(path)} ${text}`, path };
}

/** Says that a document is nested too deeply. */
export function tooDeepIssue(): Issue {
  return {
    code: 'too-deep',
    severity: 'error',
    message: `Lists and objects are nested deeper than ${maxDocumentDepth} levels.`,
    hint: 'Put deep data into a file of its own and name it with { "$file": … }.',
  };
}

/**
 * Looks at every value of a document, whatever its place: tokens, names and numbers that nothing may
 * have, nesting that is too deep.
 */
export function checkContent(document: unknown): Issue[] {
  const issues: Issue[] = [];
  let tooDeep = false;
  walkDocument(document, (visit) => {
    tooDeep ||= visit.depth > maxDocumentDepth;
    if (tooDeep) return false;
    const finding = checkKey(visit) ?? checkValue(visit);
    if (finding) issues.push(toIssue(finding));
    return finding === undefined;
  });
  return tooDeep ? [tooDeepIssue()] : issues;
}
