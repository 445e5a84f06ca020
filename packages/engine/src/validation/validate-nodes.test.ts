import { describe, expect, it } from 'vitest';
import { codes, editor, find, findAt, findIn, from, photo } from '../../test/issues-in-short.ts';
import type { Issue } from '../errors/issue.ts';

describe('node types and models', () => {
  it('finds nothing wrong with a workflow that is right', () => {
    const issues = find(
      {
        inputs: { photo: { type: 'image' }, styles: { type: 'text[]', default: ['studio'] } },
        nodes: {
          scene: {
            ...editor,
            input: {
              image: from('inputs.photo'),
              prompt: from('inputs.styles'),
              seed: { $random: { minimum: 1, maximum: 1000 } },
              token: { $secret: 'TOKEN' },
              scale: 2,
            },
            onItemError: 'skip',
          },
          sheet: { type: 'image.sheet', input: { images: from('scene.output') } },
          idle: { type: 'text.upper', mute: true },
          loose: { type: 'json.show', note: 'Unused, and that is all right.' },
        },
        outputs: { sheet: from('sheet.image') },
        layout: { scene: [0, 0], photo: [1, 2], viewport: [0, 0, 1] },
      },
      { providers: ['local'] },
    );
    expect(issues).toEqual([]);
  });

  it('names the nearest type, or those of the same kind', () => {
    expect(findAt('text.uper', {})).toEqual([
      {
        code: 'unknown-node-type',
        severity: 'error',
        message: 'Node "a" has the type "text.uper", which does not exist here.',
        hint: 'Did you mean "text.upper"?',
        nodeId: 'a',
        path: ['nodes', 'a', 'type'],
      },
    ]);
    expect(findAt('number.multiply', {})[0]?.hint).toBe(
      'Of its kind there are: number.add, number.flag.',
    );
    expect(findAt('magic', {})[0]?.hint).toContain('There are: predict, text.template');
  });

  it.each([
    [{}, 'has no provider and no model', '"provider": "replicate", "model"'],
    [{ provider: 'local' }, 'has no model', '"model": "owner/name"'],
    [{ model: 'acme/edit' }, 'has no provider', 'Say who runs the model'],
  ])('asks for provider and model: %j', (node, message, hint) => {
    const issues = findIn({ type: 'predict', ...node }, { providers: ['local'] });
    expect(issues).toMatchObject([
      { code: 'missing-model', message: `Node "a" ${message}.`, nodeId: 'a' },
    ]);
    expect(issues[0]?.hint).toContain(hint);
  });

  it('refuses a model whose name can be none', () => {
    expect(findIn({ ...editor, model: 'edit' })).toMatchObject([
      {
        code: 'invalid-value',
        message:
          'The model of node "a" must be "owner/name" or "owner/name:version", but is "edit".',
        hint: expect.stringContaining('Copy the name') as string,
        path: ['nodes', 'a', 'model'],
      },
    ]);
  });

  it('names the providers there are', () => {
    const node = { ...editor, provider: 'lokal', input: { nonsense: 1 } };
    expect(findIn(node, { providers: ['local', 'replicate'] })).toMatchObject([
      {
        code: 'unknown-provider',
        message: 'Node "a" asks for the provider "lokal", which is not set up here.',
        hint: 'Did you mean "local"? Set up here: local, replicate.',
      },
    ]);
  });

  it('passes on what is known of models, and finds those of which nothing is known', () => {
    const nodes = {
      a: { ...editor, model: 'acme/gone' },
      b: { ...editor, model: 'acme/other', input: { image: 5 } },
      c: { ...editor, model: 'acme/gone' },
      d: { ...editor, provider: 'nobody', model: 'acme/gone' },
    };
    const problem: Issue = {
      code: 'unknown-model',
      severity: 'error',
      message: 'Gone.',
      hint: 'Look elsewhere.',
      nodeId: 'a',
    };
    const modelProblems = [problem, { ...problem, nodeId: 'd' }];
    expect(find({ nodes }, { modelProblems, providers: ['local'] })).toMatchObject([
      { ...problem, path: ['nodes', 'a', 'model'] },
      {
        code: 'unknown-model',
        message: 'The model "acme/other" of node "b" is not known at "local".',
        hint: expect.stringContaining('Check its name') as string,
      },
      { code: 'unknown-provider', nodeId: 'd' },
    ]);
  });

  it('passes on warnings about models', () => {
    const modelProblems: Issue[] = [
      { code: 'model-changed', severity: 'warning', message: 'There is a newer one.', nodeId: 'a' },
    ];
    const node = { ...editor, input: { image: photo, prompt: 'x' } };
    expect(codes(findIn(node, { modelProblems }))).toEqual(['model-changed']);
  });
});

describe('edges', () => {
  it('shows the way of a cycle, once for each', () => {
    const upper = (source: string) => ({ type: 'text.upper', input: { text: from(source) } });
    const nodes = {
      c: upper('b.text'),
      a: upper('c.text'),
      b: upper('a.text'),
      behind: upper('a.text'),
      self: upper('self.text'),
    };
    expect(find({ nodes })).toMatchObject([
      {
        code: 'cycle',
        message: 'The nodes wait for each other in a circle: c → a → b → c.',
        hint: 'Remove one of these connections.',
        nodeId: 'c',
        port: 'text',
        path: ['nodes', 'c', 'input', 'text'],
      },
      { code: 'cycle', message: 'Node "self" waits for its own result: self → self.' },
    ]);
  });

  it('passes on what does not fit, with a place for each', () => {
    const issues = find({
      inputs: { text: { type: 'text' } },
      nodes: {
        join: { type: 'text.join', input: { texts: from('inputs.text') } },
        small: { type: 'image.resize', input: { image: from('join.text') } },
        up: { type: 'text.upper', input: { text: from('jion.text') } },
        pick: {
          type: 'text.join',
          input: { texts: ['a'], separator: { $from: 'split.parts', each: false } },
        },
        split: { type: 'text.split', input: { text: 'a b' } },
      },
      outputs: { end: from('up.txet'), all: from('inputs.txt') },
    });
    expect(issues.map(({ code, path }) => [code, path?.join('.')])).toEqual([
      ['cannot-collect', 'nodes.join.input.texts'],
      ['port-type-mismatch', 'nodes.small.input.image'],
      ['unknown-node', 'nodes.up.input.text'],
      ['cannot-each', 'nodes.pick.input.separator'],
      ['unknown-port', 'outputs.end.$from'],
      ['unknown-input', 'outputs.all.$from'],
    ]);
    for (const { hint } of issues) expect(hint).toBeTruthy();
  });

  it('refuses edges at ports that take values only', () => {
    const nodes = {
      up: { type: 'text.upper', input: { text: 'a' } },
      edit: { ...editor, input: { image: photo, prompt: 'x', token: from('up.text') } },
    };
    expect(find({ nodes })).toMatchObject([
      {
        code: 'not-connectable',
        message: 'Input "token" of node "edit" cannot be connected, since it holds a secret.',
        hint: 'Name a secret instead: { "$secret": "NAME" }.',
      },
    ]);
  });
});
