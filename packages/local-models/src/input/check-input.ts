import { EngineError, isArtifactRef, type JsonSchema } from '@catena/engine';
import { nearestNames } from '../nearest-names.ts';
import { inputProperties, type InputProperty } from './input-properties.ts';

const longestShownValue = 60;

/**
 * Checks the input of a prediction against the model's schema and fills in the defaults.
 *
 * @throws EngineError `invalid-model-input`, which names the field, what it got and what it takes.
 */
export function checkInput(
  model: string,
  openapiSchema: JsonSchema,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const properties = inputProperties(openapiSchema);
  const names = properties.map(({ name }) => name);
  for (const [field, value] of Object.entries(input)) {
    if (names.includes(field) || value === undefined) continue;
    const [nearest] = nearestNames(field, names);
    const question = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    const problem = `is not an input of this model.${question}`;
    throw invalid({ model, field, problem, received: show(value), allowed: names.join(', ') });
  }
  const checked: Record<string, unknown> = {};
  for (const property of properties) {
    const value = input[property.name] ?? property.default;
    if (value === undefined || value === null) {
      if (property.required) throw missing(model, property);
      continue;
    }
    if (!isAllowed(property, value)) throw unfit(model, property, value);
    checked[property.name] = value;
  }
  return checked;
}

function isAllowed(property: InputProperty, value: unknown): boolean {
  if (!isOfType(property, value)) return false;
  if (property.choices !== undefined) return property.choices.some((choice) => choice === value);
  const isText = typeof value === 'string' && !property.isFile;
  const size = isText ? Array.from(value).length : value;
  if (typeof size !== 'number') return true;
  const { least = -Infinity, most = Infinity } = property;
  return size >= least && size <= most;
}

function isOfType(property: InputProperty, value: unknown): boolean {
  if (property.isFile) return isFileValue(value);
  switch (property.type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
  }
}

function isFileValue(value: unknown): boolean {
  return isArtifactRef(value) || (typeof value === 'string' && /^data:[^,]*,/.test(value));
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longestShownValue ? text : `${text.slice(0, longestShownValue)}…`;
}

function missing(model: string, { name, words }: InputProperty): EngineError {
  const problem = 'is missing.';
  return invalid({ model, field: name, problem, received: 'nothing', allowed: words });
}

function unfit(model: string, { name, words }: InputProperty, value: unknown): EngineError {
  const received = show(value);
  const problem = `must be ${words}, got ${received}.`;
  return invalid({ model, field: name, problem, received, allowed: words });
}

interface InvalidInput {
  model: string;
  field: string;
  problem: string;
  received: string;
  allowed: string;
}

function invalid({ model, field, problem, received, allowed }: InvalidInput): EngineError {
  return new EngineError({
    code: 'invalid-model-input',
    message: `The input "${field}" of ${model} ${problem}`,
    hint: `It takes ${allowed}.`,
    retryable: false,
    effect: 'none',
    provider: 'local',
    details: { field, received, allowed },
  });
}
