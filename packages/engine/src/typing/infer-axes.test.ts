import { describe, expect, it } from 'vitest';
import { infer, reference, toWorkflow, type Nodes } from '../../test/infer-in-short.ts';
import { catalog, models } from '../../test/sample-catalog.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { inferAxes } from './infer-axes.ts';

describe('mapping and collecting', () => {
  it('gives one step to a node that is fed with single values', () => {
    const found = infer({ a: ['text.upper', { text: '@inputs.text' }] }, { text: 'text' });
    expect(found.codes).toEqual([]);
    expect(found.axes('a')).toEqual([]);
  });

  it('maps a node over a list that a single port is fed with, and the nodes behind it', () => {
    const found = infer(
      { a: ['text.upper', { text: '@inputs.texts' }], b: ['text.upper', { text: '@a.text' }] },
      { texts: 'text[]' },
      { all: 'b.text' },
    );
    expect(found.codes).toEqual([]);
    expect(found.axes('b')).toEqual(['inputs.texts']);
    expect(found.output('all')).toBe('text[]');
  });

  it('multiplies different axes in the order of the ports of the target, outermost first', () => {
    const inputs = { styles: 'text[]', photos: 'image[]' };
    const input = { text: '@inputs.styles', image: '@inputs.photos' };
    expect(infer({ a: ['image.label', input] }, inputs).axes('a')).toEqual([
      'inputs.photos',
      'inputs.styles',
    ]);
  });

  it('lets inputs on the same axis advance together, even over different ways', () => {
    const found = infer(
      {
        up: ['text.upper', { text: '@inputs.texts' }],
        pair: ['text.pair', { first: '@up.text', second: '@inputs.texts' }],
      },
      { texts: 'text[]' },
    );
    expect(found.axes('pair')).toEqual(['inputs.texts']);
  });

  it('lets outputs that declare the same axis advance together, and others multiply', () => {
    const faces: Nodes[string] = ['image.faces', { image: '@inputs.photo' }];
    const found = infer(
      {
        faces,
        same: ['image.label', { image: '@faces.faces', score: '@faces.scores', text: 'x' }],
        other: ['image.label', { image: '@faces.faces', text: '@faces.words' }],
      },
      { photo: 'image' },
    );
    expect(found.codes).toEqual([]);
    expect(found.axes('same')).toEqual(['faces.faces']);
    expect(found.axes('other')).toEqual(['faces.faces', 'faces.words']);
  });

  it('collects the innermost axis where a list is taken', () => {
    const found = infer(
      { join: ['text.join', { texts: '@inputs.rows' }] },
      { rows: 'text[][]' },
      { text: 'join.text' },
    );
    expect(found.mapped('join')).toEqual({ texts: [['inputs.rows'], ['inputs.rows/2']] });
    expect(found.output('text')).toBe('text[]');
  });

  it('collects two axes where a list of lists is taken', () => {
    const found = infer({ grid: ['text.grid', { rows: '@inputs.rows' }] }, { rows: 'text[][]' });
    expect(found.codes).toEqual([]);
    expect(found.mapped('grid')).toEqual({ rows: [[], ['inputs.rows', 'inputs.rows/2']] });
  });

  it('opens a nested axis where a mapped node returns a list', () => {
    const found = infer(
      {
        faces: ['image.faces', { image: '@inputs.photos' }],
        small: ['image.resize', { image: '@faces.faces' }],
        sheet: ['image.sheet', { images: '@small.image' }],
      },
      { photos: 'image[]' },
      { faces: 'small.image', sheets: 'sheet.image' },
    );
    expect(found.axes('small')).toEqual(['inputs.photos', 'faces.faces']);
    expect(found.outer('faces.faces')).toEqual(['inputs.photos']);
    expect(found.axes('sheet')).toEqual(['inputs.photos']);
    expect([found.output('faces'), found.output('sheets')]).toEqual(['image[][]', 'image[]']);
  });

  it('maps one input over an axis that another one collects', () => {
    const found = infer(
      {
        join: ['text.join', { texts: '@inputs.texts', separator: '@inputs.texts' }],
      },
      { texts: 'text[]' },
    );
    expect(found.mapped('join')).toEqual({
      texts: [[], ['inputs.texts']],
      separator: [['inputs.texts'], []],
    });
    expect(found.axes('join')).toEqual(['inputs.texts']);
  });

  it('refuses a single value where a list is taken', () => {
    const found = infer({ join: ['text.join', { texts: '@inputs.text' }] }, { text: 'text' });
    expect(found.issues).toMatchObject([
      {
        code: 'cannot-collect',
        message: 'Input "texts" of node "join" takes a list (text[]), but a single text comes.',
        hint: expect.stringContaining('list.make') as string,
        path: ['nodes', 'join', 'input', 'texts'],
      },
    ]);
  });

  it('says what comes where it is a list, but not deep enough', () => {
    const found = infer({ grid: ['text.grid', { rows: '@inputs.texts' }] }, { texts: 'text[]' });
    expect(found.issues[0]?.message).toContain('takes a list (text[][]), but text[] comes');
  });

  it('keeps the rest of a node typed where one input does not fit', () => {
    const found = infer(
      { a: ['image.label', { image: '@inputs.text', text: '@inputs.texts' }] },
      { text: 'text', texts: 'text[]' },
    );
    expect(found.codes).toEqual(['port-type-mismatch a image']);
    expect(found.axes('a')).toEqual(['inputs.texts']);
  });
});

describe('each', () => {
  const show = (each?: boolean, port = 'any') =>
    infer(
      { show: ['json.show', { [port]: reference('inputs.rows', each) }] },
      { rows: 'number[][]' },
    );

  it.each(['any', 'json'])('takes lists whole at a port of type %s', (port) => {
    expect(show(undefined, port).mapped('show')).toEqual({
      [port]: [[], ['inputs.rows', 'inputs.rows/2']],
    });
    expect(show(false, port).axes('show')).toEqual([]);
  });

  it('takes the items one by one where the edge says so', () => {
    expect(show(true).axes('show')).toEqual(['inputs.rows', 'inputs.rows/2']);
    expect(show(true).codes).toEqual([]);
  });

  it('takes all levels but those of the port itself at a list of JSON', () => {
    const items = (each?: boolean) =>
      infer(
        { a: ['json.list', { items: reference('inputs.rows', each) }] },
        { rows: 'number[][]' },
      ).axes('a');
    expect(items()).toEqual([]);
    expect(items(true)).toEqual(['inputs.rows']);
  });

  it('refuses to take a list whole where single values of a kind are taken', () => {
    const found = infer(
      { a: ['text.upper', { text: reference('inputs.texts', false) }] },
      { texts: 'text[]' },
    );
    expect(found.issues).toMatchObject([
      {
        code: 'cannot-each',
        message: 'Input "text" of node "a" takes text and cannot take text[] whole.',
        hint: expect.stringContaining('Remove "each": false') as string,
      },
    ]);
  });

  it('refuses to take a list of lists whole where a list is taken', () => {
    const input = { texts: reference('inputs.rows', false) };
    const found = infer({ a: ['text.join', input] }, { rows: 'text[][]' });
    expect(found.codes).toEqual(['cannot-each a texts']);
  });

  it('refuses to take items one by one where a list is taken', () => {
    const input = { texts: reference('inputs.texts', true) };
    const found = infer({ a: ['text.join', input] }, { texts: 'text[]' });
    expect(found.issues).toMatchObject([
      { code: 'cannot-each', hint: expect.stringContaining('Remove "each": true') as string },
    ]);
  });

  it.each([true, false])('lets each: %s be where nothing depends on it', (each) => {
    const found = infer(
      { a: ['text.upper', { text: reference('inputs.text', each) }] },
      { text: 'text' },
    );
    expect(found.codes).toEqual([]);
  });
});

describe('size', () => {
  function chain(length: number, more: (index: number) => object = () => ({})): Workflow {
    const nodes: Nodes = { n0: ['text.upper', { text: '@inputs.texts' }] };
    for (let index = 1; index < length; index += 1) {
      nodes[`n${index}`] = ['text.upper', { text: `@n${index - 1}.text` }, more(index)];
    }
    const workflow = toWorkflow(nodes, { texts: 'text[]' });
    return { ...workflow, nodes: Object.fromEntries(Object.entries(workflow.nodes).toReversed()) };
  }

  /** Counts how often anything of a workflow is looked at. */
  function countReads(workflow: Workflow): number {
    let reads = 0;
    const watch = <Watched extends object>(target: Watched): Watched =>
      new Proxy(target, {
        get(object, name) {
          reads += 1;
          return Reflect.get(object, name) as unknown;
        },
        getOwnPropertyDescriptor(object, name) {
          reads += 1;
          return Reflect.getOwnPropertyDescriptor(object, name);
        },
      });
    const nodes = Object.entries(workflow.nodes).map(([id, node]) => [id, watch(node)] as const);
    const watched = { ...workflow, nodes: watch(Object.fromEntries(nodes)) };
    expect(inferAxes(watched, catalog, models).issues).toEqual([]);
    return reads;
  }

  it.each([
    ['a chain', () => ({})],
    ['a chain of bypassed nodes', () => ({ bypass: true })],
  ])('looks at %s of 10,000 nodes ten times as often as at one of 1,000', (_name, more) => {
    const growth = countReads(chain(10_000, more)) / countReads(chain(1000, more));
    expect(growth).toBeGreaterThan(9);
    expect(growth).toBeLessThan(11);
  });

  it('does not search all names for each of many mistakes', () => {
    const nodes: Nodes = {};
    for (let index = 0; index < 20_000; index += 1) {
      nodes[`n${index}`] = ['text.upper', { text: `@m${index}.text` }];
    }
    expect(infer(nodes).codes).toHaveLength(20_000);
  });
});
