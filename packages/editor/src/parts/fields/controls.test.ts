import type { PortDescriptor } from '@catena/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBounds, describeDefault } from './describe-default.ts';
import { inlineReferences } from './inline-references.ts';
import { readJson, writeJson } from './json-text.ts';
import { hasSlider, numberStep, stepNumber } from './number-step.ts';
import { drawSeed, randomSeed, seedMode } from './seed-mode.ts';

const port = (change: Partial<PortDescriptor> = {}): PortDescriptor => ({
  name: 'value',
  type: { base: 'number', depth: 0 },
  required: false,
  connectable: true,
  ...change,
});

describe('numbers', () => {
  it('go by whole steps without the dust of fractions', () => {
    const strength = port({ minimum: 0, maximum: 1 });
    expect(numberStep(strength)).toBe(0.01);
    expect(stepNumber(0.1, 20, strength)).toBe(0.3);
    expect(stepNumber(0.99, 5, strength)).toBe(1);
  });

  it('have a slider only where it can hit each value', () => {
    expect(hasSlider(port({ minimum: 0, maximum: 1 }))).toBe(true);
    expect(hasSlider(port({ type: { base: 'integer', depth: 0 }, minimum: 1, maximum: 8 }))).toBe(
      true,
    );
    expect(
      hasSlider(port({ type: { base: 'integer', depth: 0 }, minimum: 0, maximum: 4096 })),
    ).toBe(false);
    expect(hasSlider(port({ minimum: 0 }))).toBe(false);
  });

  it('say their bounds and their default', () => {
    expect(describeBounds(port({ minimum: 1, maximum: 8 }))).toBe('1 to 8');
    expect(describeBounds(port({ maximum: 8 }))).toBe('at most 8');
    expect(describeDefault(port({ default: 4 }))).toBe('4');
    expect(describeDefault(port({ required: true }))).toBe('needed');
    expect(describeDefault(port({ default: '' }))).toBe('empty text');
  });
});

describe('JSON as text', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('json', 'any'), (value, base) => {
        // JSON writes -0 as 0.
        const written: unknown = JSON.parse(JSON.stringify(value));
        const read = readJson(writeJson(value, base as 'json'), base as 'json');
        expect(read).toEqual({ value: written });
      }),
    );
  });

  it('may be plain words where anything may be given', () => {
    expect(readJson('a cat', 'any')).toEqual({ value: 'a cat' });
    expect(readJson('12', 'any')).toEqual({ value: 12 });
    expect(readJson('a cat', 'json').problem).toMatch(/^No valid JSON/);
  });

  it('is no value where it is empty', () => {
    expect(readJson('  ', 'json')).toEqual({ value: undefined });
  });
});

describe('seeds', () => {
  const seed = port({ name: 'seed', type: { base: 'integer', depth: 0 } });

  it('are drawn within the bounds of the port', () => {
    const bounded = { ...seed, minimum: 5, maximum: 9 };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        const drawn = drawSeed(bounded, chance);
        expect(drawn).toBeGreaterThanOrEqual(5);
        expect(drawn).toBeLessThanOrEqual(9);
      }),
    );
    expect(randomSeed(bounded)).toEqual({ $random: { minimum: 5, maximum: 9 } });
    expect(randomSeed(seed)).toEqual({ $random: true });
  });

  it('are told apart by how they come about', () => {
    expect([undefined, 7, { $random: true }].map(seedMode)).toEqual(['unset', 'fixed', 'random']);
  });
});

describe('references in schemas', () => {
  it('are replaced by what they name', () => {
    const root = { components: { schemas: { Size: { type: 'integer', title: 'Size' } } } };
    const schema = { properties: { width: { $ref: '#/components/schemas/Size', title: 'Width' } } };
    expect(inlineReferences(schema, root)).toEqual({
      properties: { width: { type: 'integer', title: 'Width' } },
    });
  });

  it('end where a schema leads into itself', () => {
    const root = { tree: { type: 'object', properties: { child: { $ref: '#/tree' } } } };
    expect(JSON.stringify(inlineReferences({ $ref: '#/tree' }, root)).length).toBeLessThan(2000);
  });
});
