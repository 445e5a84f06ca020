import fc from 'fast-check';
import { expect, it } from 'vitest';
import { portsOf } from '../../test/ports-in-short.ts';
import { outputByPort } from './output-by-port.ts';

it('never throws, whatever a schema says', () => {
  const words = fc.constantFrom(
    'type',
    'properties',
    'items',
    'allOf',
    'anyOf',
    '$ref',
    'enum',
    'required',
    'x-order',
    'x-cog-accept',
    'title',
    'default',
    'format',
    'Input',
    'Output',
  );
  const values = fc.constantFrom<unknown>(
    'string',
    'array',
    'object',
    'uri',
    '#/components/schemas/Input',
    '#/components/schemas/Output',
    null,
    3,
    true,
  );
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      values,
      fc.array(tie('schema'), { maxLength: 3 }),
      fc.dictionary(words, tie('schema'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(schema, schema, schema, (input, output, value) => {
      const ports = portsOf({ Input: input, Output: output });
      expect(ports.outputs.length).toBeGreaterThan(0);
      outputByPort(ports.outputs, value);
    }),
    { numRuns: 3000 },
  );
});
