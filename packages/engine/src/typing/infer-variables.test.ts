// The members `then` hold references, never functions that an await would call.
// oxlint-disable unicorn/no-thenable
import { describe, expect, it } from 'vitest';
import { infer, reference } from '../../test/infer-in-short.ts';

describe('type variables', () => {
  it('carries the type of items through a collected list', () => {
    const found = infer(
      {
        up: ['text.upper', { text: '@inputs.texts' }],
        collect: ['list.collect', { items: '@up.text' }],
        each: ['text.upper', { text: '@collect.items' }],
      },
      { texts: 'text[]' },
    );
    expect(found.codes).toEqual([]);
    expect(found.type('collect', 'items')).toBe('text[]');
    expect(found.axes('collect')).toEqual([]);
    expect(found.axes('each')).toEqual(['collect.items']);
  });

  it('collects the innermost of two axes, or a list of lists whole', () => {
    const collect = (each?: boolean) =>
      infer(
        { a: ['list.collect', { items: reference('inputs.rows', each) }] },
        { rows: 'text[][]' },
        { all: 'a.items' },
      );
    expect(collect().axes('a')).toEqual(['inputs.rows']);
    expect(collect(false).axes('a')).toEqual([]);
    expect(collect(false).type('a', 'items')).toBe('text[][]');
    expect([collect().output('all'), collect(false).output('all')]).toEqual([
      'text[][]',
      'text[][]',
    ]);
  });

  it('joins two axes into one by flatten', () => {
    const found = infer(
      {
        label: ['image.label', { image: '@inputs.photos', text: '@inputs.styles' }],
        flat: ['list.flatten', { items: '@label.image' }],
        sheet: ['image.sheet', { images: '@flat.items' }],
      },
      { photos: 'image[]', styles: 'text[]' },
      { sheet: 'sheet.image' },
    );
    expect(found.codes).toEqual([]);
    expect(found.mapped('flat')).toEqual({ items: [[], ['inputs.photos', 'inputs.styles']] });
    expect(found.output('sheet')).toBe('image');
  });

  it('pairs different lists by zip: its outputs share an axis', () => {
    const found = infer(
      {
        zip: ['list.zip', { first: '@inputs.photos', second: '@inputs.words' }],
        label: ['image.label', { image: '@zip.first', text: '@zip.second' }],
      },
      { photos: 'image[]', words: 'text[]' },
    );
    expect(found.codes).toEqual([]);
    expect(found.axes('label')).toEqual(['zip.pairs']);
  });

  it('routes a value of any type, and knows its type behind', () => {
    const found = infer(
      {
        choose: ['flow.choose', { value: '@inputs.photos', condition: true }],
        then: ['image.resize', { image: '@choose.then' }],
        merge: ['flow.merge', { first: '@then.image', second: '@choose.otherwise' }],
        wrong: ['text.upper', { text: '@merge.value' }],
      },
      { photos: 'image[]' },
    );
    expect(found.type('merge', 'value')).toBe('image');
    expect(found.axes('merge')).toEqual(['inputs.photos']);
    expect(found.codes).toEqual(['port-type-mismatch wrong text']);
  });

  it('gives any for different types, and number for numbers of both kinds', () => {
    const merged = (first: string, second: string) =>
      infer(
        { merge: ['flow.merge', { first: '@inputs.first', second: '@inputs.second' }] },
        { first, second },
      ).type('merge', 'value');
    expect(merged('text', 'image')).toBe('any');
    expect(merged('integer', 'number')).toBe('number');
    expect(merged('text', 'text')).toBe('text');
  });

  it('routes a list whole where the edge says so', () => {
    const found = infer(
      {
        choose: ['flow.choose', { value: reference('inputs.texts', false) }],
        join: ['text.join', { texts: '@choose.then' }],
      },
      { texts: 'text[]' },
    );
    expect(found.codes).toEqual([]);
    expect(found.type('choose', 'then')).toBe('text[]');
    expect(found.axes('choose')).toEqual([]);
  });
});

describe('values that stand in the file', () => {
  it('maps over a list at a port that takes single values', () => {
    const found = infer({ a: ['text.upper', { text: ['a', 'b'] }] }, {}, { all: 'a.text' });
    expect(found.axes('a')).toEqual(['a.text']);
    expect(found.typed.axes[0]?.owner).toEqual({ kind: 'constant', name: 'a.text' });
    expect(found.output('all')).toBe('text[]');
  });

  it('takes a list as it is at a port that takes lists', () => {
    expect(infer({ a: ['text.join', { texts: ['a', 'b'] }] }).axes('a')).toEqual([]);
    expect(infer({ a: ['text.join', { texts: [['a'], ['b']] }] }).axes('a')).toEqual(['a.texts']);
    expect(infer({ a: ['json.show', { json: [[1], [2]] }] }).axes('a')).toEqual([]);
  });

  it('maps over lists of files', () => {
    const image = [{ $file: 'a.png' }, { $file: 'b.png' }];
    expect(infer({ a: ['image.resize', { image }] }).axes('a')).toEqual(['a.image']);
  });

  it('leaves out null where it is no value', () => {
    const found = infer({ a: ['image.label', { image: 'https://x.org/a.png', score: null }] });
    expect(found.typed.nodes.get('a')?.inputs.map(({ port }) => port.name)).toEqual(['image']);
    const json = infer({ a: ['json.show', { json: null }] });
    expect(json.typed.nodes.get('a')?.inputs).toHaveLength(1);
  });

  it('does not mistake what every object has for an input', () => {
    const found = infer({ a: ['text.template', { template: '{{toString}}' }] });
    expect(found.typed.nodes.get('a')?.inputs.map(({ port }) => port.name)).toEqual(['template']);
  });
});
