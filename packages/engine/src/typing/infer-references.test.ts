import { describe, expect, it } from 'vitest';
import { infer } from '../../test/infer-in-short.ts';

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
