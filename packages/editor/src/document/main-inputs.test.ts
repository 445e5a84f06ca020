import { expect, it } from 'vitest';
import type { BaseType, PortDescriptor } from '@catena/engine';
import { splitInputs } from './main-inputs.ts';
import { portLabel } from './port-label.ts';

function port(name: string, base: BaseType, rest: Partial<PortDescriptor> = {}): PortDescriptor {
  return { name, type: { base, depth: 0 }, required: false, connectable: true, ...rest };
}

const many = [
  port('seed', 'integer'),
  port('negative_prompt', 'text'),
  port('prompt', 'text', { required: true }),
  port('steps', 'integer', { default: 20 }),
  port('image', 'image'),
  port('mask', 'image'),
  port('old', 'text', { deprecated: true }),
];

const names = (ports: readonly PortDescriptor[]) => ports.map(({ name }) => name);

it('shows what is required, files and prompts, in the order of the ports', () => {
  const { main, more } = splitInputs(many);
  expect(names(main)).toEqual(['negative_prompt', 'prompt', 'image', 'mask']);
  expect(names(more)).toEqual(['seed', 'steps', 'old']);
});

it('shows all where there are few', () => {
  expect(names(splitInputs(many.slice(0, 3)).more)).toEqual([]);
});

it('always shows what is connected or must be given', () => {
  expect(names(splitInputs(many, (name) => name === 'seed' || name === 'old').main)).toEqual(
    expect.arrayContaining(['seed', 'old', 'prompt']),
  );
  const required = Array.from({ length: 6 }, (_, at) => port(`r${at}`, 'text', { required: true }));
  expect(splitInputs(required).main).toHaveLength(6);
});

it.each([
  ['guidance_scale', undefined, 'Guidance scale'],
  ['numInferenceSteps', undefined, 'Num inference steps'],
  ['x', 'The X', 'The X'],
  ['_', undefined, '_'],
])('calls the port %s with the title %s: %s', (name, title, label) => {
  expect(portLabel({ name, ...(title !== undefined && { title }) })).toBe(label);
});
