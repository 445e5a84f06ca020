import { describe, expect, it } from 'vitest';
import { catalog, models } from '../../test/sample-catalog.ts';
import type { Issue } from '../errors/issue.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import type { ValidationOptions } from './validation-context.ts';
import { validateWorkflow } from './validate-workflow.ts';

type Document = Omit<Workflow, 'catena'>;

const from = (source: string) => ({ $from: source });
const photo = { $file: 'photo.png' };
const editor = { type: 'predict', provider: 'local', model: 'acme/edit' };

function find(document: Partial<Document>, options: Partial<ValidationOptions> = {}): Issue[] {
  const workflow = { catena: 1, nodes: {}, ...document } as const;
  return validateWorkflow(workflow, { catalog, models, ...options }).issues;
}

const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code);

/** The issues of a workflow with one node, `a`. */
const findIn = (node: Workflow['nodes'][string], options: Partial<ValidationOptions> = {}) =>
  find({ nodes: { a: node } }, options);

/** The issues of an input of a node. */
const findAt = (type: string, input: Record<string, unknown>) => findIn({ type, input });

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

describe('values', () => {
  it.each([
    ['text.upper', 'text', 5, 'must be a text, but is 5', 'Put it into quotes: "5".'],
    ['text.upper', 'text', {}, 'must be a text, but is an object', 'Write a value of type text.'],
    ['number.add', 'left', '3', 'must be a number, but is "3"', 'Write it without quotes: 3.'],
    ['number.flag', 'on', 'true', 'must be true or false', 'Write it without quotes: true.'],
    ['image.resize', 'image', 'a.png', 'must be an image file', '{ "$file": "a.png" }'],
    ['image.resize', 'image', 7, 'must be an image file', 'https:// address'],
    ['text.join', 'texts', 'a', 'must be a list, but is "a"', 'square brackets'],
    ['text.upper', 'text', photo, 'must be a value of type text, but is a file', 'image, audio'],
  ])('refuses values of the wrong kind: %s %s %j', (...example) => {
    const [type, port, value, message, hint] = example;
    const [issue, ...more] = findAt(type, { [port]: value });
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'invalid-value', nodeId: 'a', port });
    expect(issue?.message).toContain(`Input "${port}" of node "a" ${message}`);
    expect(issue?.hint).toContain(hint);
  });

  it.each([
    ['number.add', { left: 11 }, 'must be at most 10, but is 11', 'From 0 to 10 are allowed.'],
    ['number.add', { left: -1 }, 'must be at least 0, but is -1', 'From 0 to 10 are allowed.'],
    ['text.mark', { text: 'a' }, 'must have at least 2 characters', 'From 2 to 4 characters'],
    ['text.mark', { text: 'abc', mark: 'str' }, 'must be one of "star"', 'Did you mean "star"?'],
    ['text.mark', { text: 'abc', mark: 'moon' }, 'must be one of', 'Choose one of them.'],
  ])('refuses values that are not allowed: %s %j', (...example) => {
    const [type, input, message, hint] = example;
    const [issue, ...more] = findAt(type, input);
    expect(more).toEqual([]);
    expect(issue?.code).toBe('value-out-of-bounds');
    expect(issue?.message).toContain(message);
    expect(issue?.hint).toContain(hint);
  });

  it('checks each item of a list, whether the port takes lists or the node is mapped', () => {
    const items = findAt('text.join', { texts: ['a', 1, 'b', true] });
    expect(items.map(({ message }) => message)).toEqual([
      'Item 2 of input "texts" of node "a" must be a text, but is 1.',
      'Item 4 of input "texts" of node "a" must be a text, but is true.',
    ]);
    expect(items[0]?.path).toEqual(['nodes', 'a', 'input', 'texts', 1]);
    const mapped = findAt('text.join', { texts: [['a'], ['b', 2], 'c'] });
    expect(mapped.map(({ message }) => message)).toEqual([
      'Item 2.2 of input "texts" of node "a" must be a text, but is 2.',
      'Item 3 of input "texts" of node "a" must be a list, but is "c".',
    ]);
    expect(findAt('number.add', { left: [1, 2, 99] })).toMatchObject([
      { code: 'value-out-of-bounds', path: ['nodes', 'a', 'input', 'left', 2] },
    ]);
    expect(findAt('text.upper', { text: [] })).toEqual([]);
  });

  it('does not list thousands of wrong items', () => {
    const issues = findAt('text.join', { texts: Array.from({ length: 5000 }, () => 1) });
    expect(issues).toHaveLength(21);
    expect(issues.map(({ message }) => message)).toContain(
      'Input "texts" of node "a" has 4980 more items that are wrong.',
    );
  });

  it('takes any JSON where JSON is taken, files in it too', () => {
    const json = { list: [1, 'a', [photo]], file: photo, seed: { $random: true } };
    expect(findAt('json.show', { json, any: [[]] })).toEqual([]);
    expect(findAt('list.make', { first: photo })).toEqual([]);
  });

  it('knows the kind of stored files', () => {
    const id = 'a'.repeat(64);
    const audio = { $artifact: id, mediaType: 'audio/mpeg', sizeBytes: 5 };
    expect(findAt('image.resize', { image: { $artifact: id } })).toEqual([]);
    expect(codes(findAt('image.resize', { image: audio }))).toEqual(['invalid-value']);
    expect(findIn({ ...editor, input: { image: audio, prompt: 'x' } })).toMatchObject([
      {
        code: 'invalid-value',
        severity: 'warning',
        hint: expect.stringContaining('"types"') as string,
      },
    ]);
  });

  it('draws at random only where numbers are free', () => {
    const seed = (value: unknown) =>
      findIn({ ...editor, input: { image: photo, prompt: 'x', ...(value as object) } });
    expect(seed({ seed: { $random: { minimum: 0, maximum: 9 } } })).toEqual([]);
    expect(seed({ seed: { $random: true } })).toMatchObject([
      {
        code: 'value-out-of-bounds',
        message: 'Input "seed" of node "a" draws from 0 to 2147483647, but takes only 0 to 1000.',
        hint: 'Write { "$random": { "minimum": 0, "maximum": 1000 } }.',
      },
    ]);
    expect(seed({ seed: { $random: { minimum: 2000, maximum: 3000 } } })[0]?.hint).toContain(
      'Draw from numbers that the input takes',
    );
    for (const input of [{ prompt: { $random: true } }, { scale: { $random: true } }]) {
      expect(seed(input)).toMatchObject([
        {
          code: 'invalid-value',
          message: expect.stringContaining('cannot be drawn at random') as string,
          hint: expect.stringContaining('integer or number') as string,
        },
      ]);
    }
  });

  it('keeps secrets and everything else apart, and shows no secret', () => {
    const input = (token: unknown) => ({ ...editor, input: { image: photo, prompt: 'x', token } });
    const [open, ...more] = findIn(input('hunter2'));
    expect(more).toEqual([]);
    expect(open).toMatchObject({ code: 'secret-in-file', port: 'token' });
    expect(JSON.stringify(open)).not.toContain('hunter2');
    expect(open?.hint).toContain('{ "$secret": "NAME" }');
    expect(codes(findIn({ ...input(['a', 'b']), mute: true }))).toEqual(['secret-in-file']);
    expect(findIn(input([{ $secret: 'A' }, { $secret: 'B' }]))).toEqual([]);
    expect(findAt('text.upper', { text: { $secret: 'TOKEN' } })).toMatchObject([
      {
        code: 'secret-not-allowed',
        message:
          'Input "text" of node "a" cannot take a secret, since its value is shown and stored.',
        hint: 'Secrets go only into inputs that are made for them.',
      },
    ]);
    const deep = { deep: [{ $secret: 'TOKEN' }] };
    expect(codes(findAt('json.show', { json: deep }))).toEqual(['secret-not-allowed']);
    expect(codes(findAt('list.make', { first: deep }))).toEqual(['secret-not-allowed']);
  });

  it('finds files that do not exist, wherever they stand', () => {
    const files = new Set(['photo.png']);
    const document = {
      inputs: { shot: { type: 'image', default: { $file: 'shots/1.png' } } },
      nodes: {
        a: { type: 'image.resize', input: { image: [photo, { $file: 'phto.png' }] }, mute: true },
        b: { type: 'image.resize', input: { image: from('inputs.shot') } },
        c: { ...editor, model: 'acme/gone', input: { mask: { $file: 'mask.png' } } },
      },
    };
    expect(find(document, { files })).toMatchObject([
      {
        code: 'missing-file',
        message: 'The default of input "shot" names the file "shots/1.png", which is not there.',
        hint: expect.stringContaining('folder of the workflow') as string,
        path: ['inputs', 'shot', 'default'],
      },
      {
        code: 'missing-file',
        message: 'Input "image" of node "a" names the file "phto.png", which is not there.',
        hint: 'Did you mean "photo.png"?',
        path: ['nodes', 'a', 'input', 'image', 1],
      },
      { code: 'unknown-model', nodeId: 'c' },
      { code: 'missing-file', nodeId: 'c' },
    ]);
    expect(codes(find(document))).toEqual(['unknown-model']);
  });

  it('does not look at what a muted node would compute with', () => {
    const node = { type: 'text.pair', mute: true, input: { first: 5 } };
    expect(findIn(node)).toEqual([]);
    expect(codes(findIn({ ...node, input: { frist: 5 } }))).toEqual(['unknown-port']);
  });
});

describe('inputs, outputs and layout', () => {
  const used = (input: Workflow['inputs']) =>
    find({
      inputs: input,
      outputs: Object.fromEntries(
        Object.keys(input ?? {}).map((name) => [name, from(`inputs.${name}`)]),
      ),
    });

  it('checks defaults', () => {
    const issues = used({
      a: { type: 'integer', default: 'x' },
      b: { type: 'number', default: 5, maximum: 4 },
      c: { type: 'text[]', default: ['a', 1] },
      d: { type: 'text', default: ['a'] },
      e: { type: 'text', default: { $secret: 'X' } },
      f: { type: 'integer', default: { $random: true } },
      g: { type: 'text', default: 'z', enum: ['a', 'b'] },
      h: { type: 'text', default: null },
      i: { type: 'image[]', default: [photo, 'https://x.org/a.png'] },
      j: { type: 'json', default: null },
    });
    expect(issues.map(({ code, path }) => [code, path?.join('.')])).toEqual([
      ['invalid-value', 'inputs.a.default'],
      ['value-out-of-bounds', 'inputs.b.default'],
      ['invalid-value', 'inputs.c.default.1'],
      ['invalid-value', 'inputs.d.default'],
      ['secret-not-allowed', 'inputs.e.default'],
      ['invalid-value', 'inputs.f.default'],
      ['value-out-of-bounds', 'inputs.g.default'],
      ['invalid-value', 'inputs.h.default'],
    ]);
    expect(issues[2]?.message).toBe('Item 2 of the default of input "c" must be a text, but is 1.');
    for (const { hint } of issues) expect(hint).toBeTruthy();
  });

  it('checks what inputs allow', () => {
    expect(
      used({
        a: { type: 'integer', enum: [1, 'two'] },
        b: { type: 'number', minimum: 5, maximum: 4 },
      }),
    ).toMatchObject([
      {
        code: 'invalid-value',
        message: 'Choice 2 of input "a" must be a whole number, but is "two".',
        path: ['inputs', 'a', 'enum', 1],
      },
      { message: 'The minimum of input "b" (5) is above its maximum (4).' },
    ]);
  });

  it('warns of inputs that nothing uses, but for those that were mistyped', () => {
    const issues = find({
      inputs: { photo: { type: 'image' }, style: { type: 'text' } },
      nodes: { a: { type: 'image.resize', input: { image: from('inputs.phto') } } },
    });
    expect(issues).toMatchObject([
      { code: 'unknown-input', severity: 'error' },
      {
        code: 'unknown-input',
        severity: 'warning',
        message: 'Nothing uses the input "style" of the workflow.',
        hint: expect.stringContaining('inputs.style') as string,
        path: ['inputs', 'style'],
      },
    ]);
  });

  it('warns of places in the layout for nodes that are not there', () => {
    const layout = { gone: [0, 0], a: [1, 1], viewport: { x: 0 }, 'inputs.photo': [0, 0] };
    const nodes = { a: { type: 'text.upper', input: { text: 'x' } } };
    expect(find({ nodes, layout })).toMatchObject([
      {
        code: 'unknown-field',
        severity: 'warning',
        message: expect.stringContaining('"gone"') as string,
        hint: 'Remove it.',
        path: ['layout', 'gone'],
      },
    ]);
  });
});

describe('the list of issues', () => {
  it('has one error for each of 20 independent mistakes, in document order, warnings last', () => {
    const nodes = {
      type: { type: 'txt.upper' },
      model: { type: 'predict' },
      provider: { ...editor, provider: 'nowhere' },
      gone: { ...editor, model: 'acme/gone' },
      loop: { type: 'text.upper', input: { text: from('loop.text') } },
      port: { type: 'text.pair', input: { first: 'a', second: 'b', third: 'c' } },
      missing: { type: 'text.upper' },
      kind: { type: 'text.upper', input: { text: false } },
      bounds: { type: 'number.add', input: { left: 50 } },
      mismatch: { type: 'image.resize', input: { image: from('kind.text') } },
      collect: { type: 'text.join', input: { texts: from('kind.text') } },
      output: { type: 'text.upper', input: { text: from('kind.words') } },
      input: { type: 'text.upper', input: { text: from('inputs.words') } },
      secret: { type: 'text.upper', input: { text: { $secret: 'A' } } },
      open: { ...editor, input: { image: photo, prompt: 'x', token: 'plain' } },
      template: { type: 'text.template', input: { template: 5, name: 'x' } },
      file: { type: 'image.resize', input: { image: { $file: 'gone.png' } } },
      pair: { type: 'text.pair', bypass: true },
      after: {
        type: 'text.grid',
        input: { rows: from('type.text') },
      },
      behind: { type: 'image.sheet', input: { images: from('gone.output') } },
    };
    const inputs = { size: { type: 'integer', default: 'big' } };
    const document = { inputs, nodes, outputs: { end: from('ending.text') } };
    const issues = find(document, { files: new Set(['photo.png']), providers: ['local'] });
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual([
      'invalid-value inputs.size.default',
      'unknown-node-type nodes.type.type',
      'missing-model nodes.model.model',
      'unknown-provider nodes.provider.provider',
      'unknown-model nodes.gone.model',
      'cycle nodes.loop.input.text',
      'unknown-port nodes.port.input.third',
      'missing-input nodes.missing.input.text',
      'invalid-value nodes.kind.input.text',
      'value-out-of-bounds nodes.bounds.input.left',
      'port-type-mismatch nodes.mismatch.input.image',
      'cannot-collect nodes.collect.input.texts',
      'unknown-port nodes.output.input.text',
      'unknown-input nodes.input.input.text',
      'secret-not-allowed nodes.secret.input.text',
      'secret-in-file nodes.open.input.token',
      'invalid-template nodes.template.input.template',
      'missing-file nodes.file.input.image',
      'cannot-bypass nodes.pair.bypass',
      'unknown-node outputs.end.$from',
    ]);
    expect(errors).toHaveLength(20);
    expect(issues.slice(errors.length).map(({ code }) => code)).toEqual(['unknown-input']);
    for (const issue of issues) expect(issue.hint, issue.message).toBeTruthy();
  });

  it('changes nothing in the workflow', () => {
    const workflow: Workflow = {
      catena: 1,
      nodes: { a: { ...editor, types: { prompt: 'image' }, input: { image: [1] } } },
    };
    const before = structuredClone(workflow);
    validateWorkflow(workflow, { catalog, models });
    expect(workflow).toEqual(before);
  });

  it('gives the types and ports that it found', () => {
    const nodes = { a: { type: 'text.upper', input: { text: ['x'] } }, b: { type: 'no.such' } };
    const { typed, ports } = validateWorkflow({ catena: 1, nodes }, { catalog, models });
    expect([...typed.nodes.keys()]).toEqual(['a']);
    expect([...ports.keys()]).toEqual(['a']);
  });
});
