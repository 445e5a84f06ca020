import { expect, it } from 'vitest';
import type { JsonSchema } from '@catena/engine';
import { checkValue } from './check-value.ts';

const schemas = { size: { type: 'integer', enum: [256, 512] } };
const say = (value: unknown, schema: JsonSchema) =>
  checkValue({ place: { base: 'input', path: ['x'] }, value, schema, schemas }).map(
    ({ type, field, description }) => `${type} ${field}: ${description}`,
  );

it.each<[JsonSchema, unknown, string[]]>([
  [{ type: 'string' }, null, ['invalid_type input.x: Invalid type. Expected: string, given: null']],
  [{ type: 'number' }, 3, []],
  [
    { type: 'integer' },
    1.5,
    ['invalid_type input.x: Invalid type. Expected: integer, given: number'],
  ],
  [{ minimum: 1 }, 0, ['number_gte input.x: Must be greater than or equal to 1']],
  [{ maximum: 1.5 }, 2, ['number_lte input.x: Must be less than or equal to 1.5']],
  [{ multipleOf: 8 }, 9, ['multiple_of input.x: Must be a multiple of 8']],
  [{ maxLength: 2 }, 'abc', ['string_lte input.x: String length must be less than or equal to 2']],
  [
    { minLength: 2 },
    '😀',
    ['string_gte input.x: String length must be greater than or equal to 2'],
  ],
  [{ pattern: '^a' }, 'b', ["pattern input.x: Does not match pattern '^a'"]],
  [{ format: 'uri' }, 'C:\\a.png', ["format input.x: Does not match format 'uri'"]],
  [{ format: 'uri' }, 'data:,a', []],
  [{ maxItems: 1 }, [1, 2], ['array_max_items input.x: Array must have at most 1 items']],
  [
    { items: { type: 'string' } },
    ['a', 1],
    ['invalid_type input.x.1: Invalid type. Expected: string, given: integer'],
  ],
  [
    { allOf: [{ $ref: '#/components/schemas/size' }], default: 256 },
    100,
    ['enum input.x: x must be one of the following: 256, 512'],
  ],
  [
    { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    true,
    ['number_any_of input.x: Must validate at least one schema (anyOf)'],
  ],
])('against %j, %j is wrong like this', (schema, value, expected) => {
  expect(say(value, schema)).toEqual(expected);
});
