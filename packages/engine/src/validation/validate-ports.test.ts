import { describe, expect, it } from 'vitest';
import { codes, editor, find, findAt, findIn, from, photo } from '../../test/issues-in-short.ts';

describe('ports', () => {
  it('names the nearest input and all there are, and does not ask for that one again', () => {
    expect(findAt('text.pair', { frist: 'a', second: 'b' })).toMatchObject([
      {
        code: 'unknown-port',
        message: 'Node "a" has no input "frist".',
        hint: 'Did you mean "first"? Its inputs are: first, second.',
        nodeId: 'a',
        port: 'frist',
        path: ['nodes', 'a', 'input', 'frist'],
      },
    ]);
  });

  it('asks for what is missing', () => {
    const [first, second] = findAt('text.pair', { first: null });
    expect(first).toMatchObject({
      code: 'missing-input',
      message: 'Input "first" of node "a" has no value.',
      hint: 'Connect an output of type text to it, or write a value into it.',
      path: ['nodes', 'a', 'input', 'first'],
    });
    expect(second?.port).toBe('second');
    expect(findAt('image.resize', {})[0]?.hint).toContain('{ "$file": "…" }');
    expect(findAt('text.template', {})[0]?.hint).toBe(
      'It cannot be connected; write a value into it.',
    );
  });

  it('takes null for no value, but where JSON is taken', () => {
    expect(findAt('text.join', { texts: ['a'], separator: null })).toEqual([]);
    expect(findAt('json.list', { items: [null] })).toEqual([]);
    expect(findAt('list.make', { first: null })).toEqual([]);
    expect(codes(findAt('text.upper', { text: ['a', null] }))).toEqual(['invalid-value']);
  });

  it('asks a template for the values of its names, and refuses one that is no text', () => {
    expect(findAt('text.template', { template: 'Hi {{name}}' })).toMatchObject([
      { code: 'missing-input', port: 'name' },
    ]);
    expect(findAt('text.template', { template: 'Hi {{name}}', name: 'you' })).toEqual([]);
    for (const template of [['Hi {{name}}'], 5, { $literal: 'Hi {{name}}' }]) {
      expect(findAt('text.template', { template, name: 'you' })).toMatchObject([
        {
          code: 'invalid-template',
          message:
            'Input "template" of node "a" must be a text that stands in the workflow, but is none.',
          hint: expect.stringContaining('{{names}}') as string,
          port: 'template',
        },
      ]);
    }
    const inputs = { words: { type: 'text' } };
    const input = { template: from('inputs.words'), name: 'you' };
    const issues = find({ inputs, nodes: { a: { type: 'text.template', input } } });
    expect(issues.map(({ code, message }) => [code, message.includes('comes from')])).toEqual([
      ['invalid-template', true],
    ]);
  });

  it('checks corrections of types, and nothing because of wrong ones', () => {
    const node = { ...editor, input: { image: { $file: 'a.mp3' }, prompt: 'x' } };
    expect(findIn({ ...node, types: { image: 'audio', output: 'file' } })).toEqual([]);
    expect(findIn({ ...node, types: { prompt: 'image', imgae: 'audio' } })).toMatchObject([
      {
        code: 'port-type-mismatch',
        message: 'Port "prompt" of node "a" has the type text and cannot be corrected to image.',
        hint: expect.stringContaining('Remove the correction') as string,
        path: ['nodes', 'a', 'types', 'prompt'],
      },
      {
        code: 'unknown-port',
        message: 'Node "a" has no port "imgae" whose type could be corrected.',
        hint: expect.stringContaining(
          'Did you mean "image"? Its ports are: image, prompt',
        ) as string,
      },
    ]);
    expect(codes(findIn({ ...node, types: { image: 'image[]' } }))).toEqual(['port-type-mismatch']);
    const opened = { type: 'file.open', input: { file: photo }, types: { content: 'text[]' } };
    expect(findIn(opened)).toEqual([]);
  });

  it('bypasses only where there is one way through', () => {
    const node = { bypass: true, input: { first: 'a', second: 'b' } };
    expect(findIn({ ...node, type: 'text.pair' })).toMatchObject([
      {
        code: 'cannot-bypass',
        message:
          'Node "a" cannot be bypassed: no single input and output of it have the same type.',
        hint: 'Turn the bypass off, or mute the node.',
        path: ['nodes', 'a', 'bypass'],
      },
    ]);
    expect(findIn({ type: 'image.label', bypass: true, input: { score: 'bad' } })).toEqual([]);
  });

  it('asks a bypassed node for what it passes on, where somebody uses it', () => {
    const nodes = {
      up: { type: 'text.upper', bypass: true },
      next: { type: 'text.upper', input: { text: from('up.text') } },
    };
    expect(find({ nodes })).toMatchObject([
      {
        code: 'missing-input',
        message: 'Node "up" is bypassed, but its input "text" has no value to pass on.',
      },
    ]);
    expect(codes(findIn({ type: 'image.label', bypass: true }))).toEqual([]);
  });
});
