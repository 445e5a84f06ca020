import { isFileType } from '../definition/port-type.ts';
import { EngineError } from '../errors/engine-error.ts';
import type { PlannedInput, PlannedNode, RunGraph } from '../planning/run-graph.ts';
import type { Random } from '../platform/random.ts';
import { checkValue } from '../typing/check-value.ts';
import { convertValue } from '../typing/convert-value.ts';

interface RandomRange {
  $random: { minimum: number; maximum: number };
}

function isRandom(value: unknown): value is RandomRange {
  return typeof value === 'object' && value !== null && '$random' in value;
}

function isSecret(value: unknown): value is { $secret: string } {
  return typeof value === 'object' && value !== null && '$secret' in value;
}

function isSpecial(graph: RunGraph, input: PlannedInput): boolean {
  const { source } = input;
  return source.kind === 'constant' && (graph.constants[source.constant]?.special ?? false);
}

/** What `$random` draws for a step, by port; undefined where it draws nothing. */
export function drawRandom(
  graph: RunGraph,
  node: PlannedNode,
  options: { input: Readonly<Record<string, unknown>>; random: Random },
): Record<string, number> | undefined {
  let draws: Record<string, number> | undefined;
  for (const planned of node.inputs) {
    const value = options.input[planned.port.name];
    if (!isSpecial(graph, planned) || !isRandom(value)) continue;
    const { minimum, maximum } = value.$random;
    draws ??= {};
    draws[planned.port.name] =
      minimum + Math.floor(options.random.next() * (maximum - minimum + 1));
  }
  return draws;
}

function readSecret(name: string, secrets: Readonly<Record<string, string>>): string {
  const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (secret !== undefined) return secret;
  throw new EngineError({
    code: 'missing-secret',
    message: `The secret "${name}" is not known here.`,
    hint: 'Give it to the run under this name.',
  });
}

function checkItems(value: unknown, planned: PlannedInput, depth: number): void {
  if (depth > 0 && Array.isArray(value)) {
    for (const item of value) checkItems(item, planned, depth - 1);
    return;
  }
  const { port, type } = planned;
  if (port.variable !== undefined || value === null) return;
  const problems = checkValue(value, type.base === port.type.base ? port : { ...port, type });
  if (!problems) return;
  throw new EngineError({
    code: 'invalid-value',
    message: `Input "${port.name}" ${problems.join(' and ')}.`,
    hint: isFileType(type.base)
      ? 'Give another file; what counts is its content, not its name.'
      : 'Change the value, or what makes it.',
    details: { port: port.name },
  });
}

/**
 * The input of a step as its node gets it: random numbers and secrets filled in, values converted
 * to the types of the ports and checked against them.
 *
 * @throws EngineError `invalid-value` or `missing-secret`.
 */
export function resolveInput(
  graph: RunGraph,
  node: PlannedNode,
  options: {
    input: Readonly<Record<string, unknown>>;
    draws: Readonly<Record<string, number>> | undefined;
    secrets: Readonly<Record<string, string>>;
  },
): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const planned of node.inputs) {
    const { name } = planned.port;
    let value = options.input[name];
    if (value === undefined) continue;
    if (isSpecial(graph, planned)) {
      if (isRandom(value)) value = options.draws?.[name];
      else if (isSecret(value)) value = readSecret(value.$secret, options.secrets);
    }
    value = convertValue(value, planned.sourceType, planned.type);
    checkItems(value, planned, planned.type.depth);
    resolved[name] = value;
  }
  return resolved;
}
