import type { PortDescriptor } from '../../definition/port-descriptor.ts';
import { isFileType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import { checkValue, warnValue } from '../../typing/check-value.ts';
import type { InputValue } from '../../workflow/input-value.ts';
import { nearestName } from '../../workflow/nearest-name.ts';
import { showValue } from '../../workflow/show-value.ts';
import { givenIssue, type GivenValue } from '../given-value.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValuePart } from '../value-parts.ts';

const maxPerValue = 20;

/** The kind of a port without its limits. */
function withoutLimits(port: PortDescriptor): PortDescriptor {
  const { name, type, required, connectable } = port;
  return { name, type, required, connectable };
}

function limitsHint(value: unknown, port: PortDescriptor): string {
  if (port.enum) {
    const nearest = nearestName(String(value), port.enum.map(String));
    return nearest ? `Did you mean ${JSON.stringify(nearest)}?` : 'Choose one of them.';
  }
  const isText = port.type.base === 'text';
  const minimum = isText ? port.minLength : port.minimum;
  const maximum = isText ? port.maxLength : port.maximum;
  const unit = isText ? ' characters' : '';
  if (minimum === undefined) return `At most ${maximum}${unit} are allowed.`;
  if (maximum === undefined) return `At least ${minimum}${unit} are needed.`;
  return `From ${minimum} to ${maximum}${unit} are allowed.`;
}

function kindHint(value: unknown, port: PortDescriptor): string {
  const { base } = port.type;
  if (isFileType(base)) {
    return typeof value === 'string'
      ? `For a file beside the workflow write { "$file": ${showValue(value)} }; addresses start with https://.`
      : 'Name a file with { "$file": "…" }, or write its https:// address.';
  }
  if (base === 'text' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it into quotes: "${value}".`;
  }
  if (base === 'integer' && typeof value === 'number') return `Round it: ${Math.round(value)}.`;
  const read = typeof value === 'string' ? Number(value) : Number.NaN;
  const numeric = (base === 'integer' || base === 'number') && value !== '' && !Number.isNaN(read);
  if (numeric) return `Write it without quotes: ${read}.`;
  if (base === 'boolean' && (value === 'true' || value === 'false')) {
    return `Write it without quotes: ${value}.`;
  }
  return `Write ${base === 'boolean' ? 'true or false' : `a value of type ${base}`}.`;
}

/** What `checkValue` sees of a value; undefined where other rules look at it. */
function toChecked(value: InputValue): { value: unknown } | undefined {
  if (value.kind === 'literal') return { value: value.value };
  if (value.kind === 'artifact') return value.ref && { value: value.ref };
  if (value.kind === 'list') return { value: value.items };
  return value.kind === 'record' ? { value: value.members } : undefined;
}

function checkPart(given: GivenValue, part: ValuePart): Issue[] {
  const { port } = given;
  if (part.notList) {
    const found = toChecked(part.value);
    const text = `must be a list${found ? `, but is ${showValue(found.value)}` : ''}`;
    const hint = 'Put it into square brackets: [ … ].';
    return [givenIssue(given, part, { code: 'invalid-value', text, hint })];
  }
  const checked = toChecked(part.value);
  // Where no file may stand, its kind does not matter.
  const misplaced = part.value.kind === 'artifact' && !isFileType(port.type.base);
  if (!checked || misplaced) return [];
  const { value } = checked;
  const wrong = checkValue(value, port);
  if (wrong) {
    const isKind = checkValue(value, withoutLimits(port)) === undefined;
    const code = isKind ? 'value-out-of-bounds' : 'invalid-value';
    const hint = isKind ? limitsHint(value, port) : kindHint(value, port);
    return [givenIssue(given, part, { code, text: wrong.join(', '), hint })];
  }
  const doubtful = warnValue(value, port);
  if (!doubtful) return [];
  const hint = 'Correct the type of the port under "types" where the guess is wrong.';
  const text = doubtful.join(', ');
  return [givenIssue(given, part, { code: 'invalid-value', severity: 'warning', text, hint })];
}

function checkGiven(given: GivenValue): Issue[] {
  const issues = given.parts.flatMap((part) => checkPart(given, part));
  if (issues.length <= maxPerValue) return issues;
  const rest: ValuePart = { value: { kind: 'literal', value: null }, path: [] };
  const more = givenIssue(given, rest, {
    code: 'invalid-value',
    text: `has ${issues.length - maxPerValue} more items that are wrong`,
    hint: 'Correct the ones above first.',
  });
  return [...issues.slice(0, maxPerValue), more];
}

/** Checks values against their ports: kind, choices, bounds and length, lists item by item. */
export function literalValue({ given }: ValidationContext): Issue[] {
  return given.filter(({ dormant, port }) => !dormant && !port.secret).flatMap(checkGiven);
}
