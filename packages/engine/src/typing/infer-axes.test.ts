// The members `then` hold references, never functions that an await would call.
// oxlint-disable unicorn/no-thenable
import { describe, expect, it } from 'vitest';
import { catalog, models } from '../../test/sample-catalog.ts';
import { writePortType } from '../definition/port-type.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { inferAxes } from './infer-axes.ts';

type Inputs = Record<string, string>;

/** Nodes in short: `['text.upper', { text: '@other.text' }]`; `@` marks a reference. */
type Nodes = Record<string, [type: string, input?: Record<string, unknown>, more?: object]>;

const reference = (from: string, each?: boolean) => ({
  $from: from,
  ...(each !== undefined && { each }),
});

function toWorkflow(nodes: Nodes, inputs: Inputs = {}, outputs: Inputs = {}): Workflow {
  const read = (value: unknown) =>
    typeof value === 'string' && value.startsWith('@') ? reference(value.slice(1)) : value;
  const mapMembers = <From, To>(members: Record<string, From>, change: (member: From) => To) =>
    Object.fromEntries(Object.entries(members).map(([key, member]) => [key, change(member)]));
  return {
    catena: 1,
    inputs: mapMembers(inputs, (type) => ({ type })),
    nodes: mapMembers(nodes, ([type, input = {}, more = {}]) => ({
      type,
      input: mapMembers(input, read),
      ...more,
    })),
    outputs: mapMembers(outputs, (from) => ({ $from: from })),
  };
}

/** What was inferred, in words: axes by their ids, types as they are written. */
function infer(nodes: Nodes, inputs: Inputs = {}, outputs: Inputs = {}) {
  const { typed, issues } = inferAxes(toWorkflow(nodes, inputs, outputs), catalog, models);
  const names = (axes: readonly number[]) => axes.map((index) => typed.axes[index]?.id);
  const nodeOf = (id: string) => typed.nodes.get(id);
  return {
    typed,
    codes: issues.map(({ code, nodeId, port }) => [code, nodeId, port].filter(Boolean).join(' ')),
    issues,
    axes: (id: string) => names(nodeOf(id)?.axes ?? []),
    mapped: (id: string) =>
      Object.fromEntries(
        nodeOf(id)?.inputs.map((input) => [
          input.port.name,
          [names(input.axes.slice(0, input.mapped)), names(input.axes.slice(input.mapped))],
        ]) ?? [],
      ),
    type: (id: string, port: string) => {
      const output = nodeOf(id)?.outputs.get(port);
      return output && writePortType(output.type);
    },
    outer: (axis: string) => names(typed.axes.find(({ id }) => id === axis)?.parents ?? []),
    output: (name: string) => {
      const output = typed.outputs.get(name);
      return output && writePortType(output.type);
    },
  };
}

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

describe('bypassed nodes', () => {
  const bypass = { bypass: true };

  it('sees through them to what they are fed with, axes and all', () => {
    const found = infer(
      {
        up: ['text.upper', { text: '@inputs.texts' }, bypass],
        again: ['text.upper', { text: '@up.text' }, bypass],
        join: ['text.join', { texts: '@again.text' }],
      },
      { texts: 'text[]' },
      { whole: 'again.text' },
    );
    expect(found.codes).toEqual([]);
    expect(found.mapped('join')).toEqual({ texts: [[], ['inputs.texts']] });
    expect(found.typed.nodes.has('up')).toBe(false);
    expect(found.output('whole')).toBe('text[]');
  });

  it('passes on what stands in the file as a value of the type of the port', () => {
    const found = infer({
      up: ['text.upper', { text: ['a', 'b'] }, bypass],
      join: ['text.join', { texts: '@up.text' }],
      small: ['image.resize', { image: 'https://x.org/a.png' }, bypass],
      label: ['image.label', { image: '@small.image', text: '@up.text' }],
    });
    expect(found.codes).toEqual([]);
    expect(found.axes('join')).toEqual([]);
    expect(found.mapped('join')).toEqual({ texts: [[], ['up.text']] });
    expect(found.axes('label')).toEqual(['up.text']);
  });

  it('passes on a list as it is and lets the next node map over it', () => {
    const found = infer({
      all: ['list.collect', { items: ['a', 'b'] }, bypass],
      up: ['text.upper', { text: '@all.items' }],
    });
    expect(found.axes('up')).toEqual(['all.items']);
  });

  it('reports what is wrong before them there, and once', () => {
    const found = infer({
      up: ['text.upper', { text: '@nobody.text' }, bypass],
      one: ['text.upper', { text: '@up.text' }],
      two: ['text.upper', { text: '@up.text' }],
    });
    expect(found.codes).toEqual(['unknown-node up text']);
  });

  it('says so where another output is used than the one that is passed on', () => {
    const found = infer(
      {
        add: ['number.add', { left: '@inputs.x' }, bypass],
        faces: ['image.resize', { image: '@inputs.photo' }, bypass],
        wrong: ['image.resize', { image: '@faces.nothing' }],
      },
      { x: 'number', photo: 'image' },
      { sum: 'add.sum' },
    );
    expect(found.codes).toEqual(['unknown-port wrong image']);
    expect(found.output('sum')).toBe('number');
  });
});

describe('what does not exist', () => {
  it('names the nearest node, output and input', () => {
    const { issues } = infer(
      {
        upper: ['text.upper', { text: '@inputs.tetx' }],
        a: ['text.upper', { text: '@uper.text' }],
        b: ['text.upper', { text: '@upper.txt' }],
      },
      { text: 'text' },
      { end: 'nowhere.text' },
    );
    expect(issues).toMatchObject([
      { code: 'unknown-input', nodeId: 'upper', hint: 'Did you mean "inputs.text"?' },
      { code: 'unknown-node', nodeId: 'a', hint: 'Did you mean "upper"?' },
      { code: 'unknown-port', nodeId: 'b', hint: 'Did you mean "text"?' },
      { code: 'unknown-node', path: ['outputs', 'end', '$from'] },
    ]);
  });

  it('looks at references of nodes whose ports are not known as well', () => {
    const found = infer({
      strange: ['no.such', { text: '@nobody.text' }],
      model: ['predict', { image: '@nobody.image' }],
      known: ['text.upper', { text: 'a', other: '@nobody.text' }],
    });
    expect(found.codes).toEqual([
      'unknown-node strange text',
      'unknown-node model image',
      'unknown-node known other',
    ]);
  });

  it('reports nothing that may only follow from something else', () => {
    const found = infer(
      {
        strange: ['no.such', {}],
        up: ['text.upper', { text: '@strange.text' }],
        join: ['text.join', { texts: '@up.text' }],
        merge: ['flow.merge', { first: '@strange.value', second: '@inputs.text' }],
        small: ['image.resize', { image: '@merge.value' }],
        loop: ['text.upper', { text: '@loop.text' }],
        all: ['text.join', { texts: '@loop.text' }],
      },
      { text: 'text' },
    );
    expect(found.codes).toEqual([]);
  });

  it('still reports a type that never fits behind something unknown', () => {
    const found = infer({
      strange: ['no.such', {}],
      up: ['text.upper', { text: '@strange.text' }],
      small: ['image.resize', { image: '@up.text' }],
    });
    expect(found.codes).toEqual(['port-type-mismatch small image']);
  });

  it('does not find what every object has', () => {
    const found = infer({ a: ['text.upper', { text: '@toString.text' }] });
    expect(found.codes).toEqual(['unknown-node a text']);
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
