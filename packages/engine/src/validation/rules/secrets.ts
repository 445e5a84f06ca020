import type { Issue } from '../../errors/issue.ts';
import { givenIssue, type GivenValue } from '../given-value.ts';
import type { ValidationContext } from '../validation-context.ts';

const takeOut =
  'Take it out and revoke it. Keep it where the workflow runs and name it here: { "$secret": "NAME" }.';

function checkGiven(given: GivenValue): Issue[] {
  const { port, parts } = given;
  if (!port.secret) {
    return parts
      .filter(({ value }) => value.kind === 'secret')
      .map((part) =>
        givenIssue(given, part, {
          code: 'secret-not-allowed',
          text: 'cannot take a secret, since its value is shown and stored',
          hint: 'Secrets go only into inputs that are made for them.',
        }),
      );
  }
  const open = parts.find(({ value }) => value.kind !== 'secret');
  if (!open) return [];
  const text = 'holds a secret, which must not stand in the file';
  return [givenIssue(given, open, { code: 'secret-in-file', text, hint: takeOut })];
}

/** Holds secrets and everything else apart: `$secret` only at secret ports, and nothing else there. */
export function secrets({ given }: ValidationContext): Issue[] {
  return given.flatMap(checkGiven);
}
