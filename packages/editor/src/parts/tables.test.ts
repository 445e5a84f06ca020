import { baseTypes, type PortDescriptor } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { allFields } from './fields/all-fields.ts';
import { fieldKind } from './fields/field-kind.ts';
import { describePortType, portAppearances } from './port-appearance.ts';
import { statusAppearances } from './status-appearance.ts';
import { statusWords } from './status-words.ts';
import { allViewers } from './viewers/all-viewers.ts';

const port = (change: Partial<PortDescriptor> = {}): PortDescriptor => ({
  name: 'value',
  type: { base: 'text', depth: 0 },
  required: false,
  connectable: true,
  ...change,
});

describe('the tables of what values look like', () => {
  it.each(baseTypes)('have a look, a viewer and a control for %s', (base) => {
    expect(portAppearances[base].path).not.toBe('');
    expect(allViewers[base]).toBeTypeOf('function');
    expect(allFields[fieldKind(port({ type: { base, depth: 0 } }), undefined)]).toBeTypeOf(
      'function',
    );
  });

  it('tell types of the same colour apart by their shape', () => {
    const looks = baseTypes.map((base) => portAppearances[base]);
    for (const look of looks) {
      const same = looks.filter(({ color, path }) => color === look.color && path === look.path);
      const grey = look.color === 'var(--port-any)';
      expect(same.length, look.label).toBe(grey ? 2 : 1);
    }
    expect(new Set(looks.map(({ letter }) => letter)).size).toBe(baseTypes.length);
  });

  it('have an icon of its own and words for each state', () => {
    const statuses = Object.keys(statusAppearances).sort();
    expect(Object.keys(statusWords).sort()).toEqual(statuses);
    const icons = Object.values(statusAppearances).map(({ icon }) => icon);
    expect(new Set(icons).size).toBe(statuses.length);
  });

  it('name lists in words', () => {
    expect(describePortType({ base: 'image', depth: 0 })).toBe('image');
    expect(describePortType({ base: 'image', depth: 1 })).toBe('list of images');
    expect(describePortType({ base: 'image', depth: 2 })).toBe('list of lists of images');
  });

  it('choose the control by what the port says of its value', () => {
    const number = { type: { base: 'integer', depth: 0 } } as const;
    expect(fieldKind(port({ enum: ['a'] }), undefined)).toBe('choice');
    expect(fieldKind(port({ secret: true }), undefined)).toBe('secret');
    expect(fieldKind(port({ ...number, name: 'seed' }), undefined)).toBe('seed');
    expect(fieldKind(port({ ...number, name: 'count' }), { $random: true })).toBe('seed');
    expect(fieldKind(port({ ...number, name: 'count' }), 3)).toBe('integer');
    expect(fieldKind(port({ name: 'seed' }), undefined)).toBe('text');
  });
});
