import { describe, expect, it } from 'vitest';
import { editor, find, from, photo } from '../../test/issues-in-short.ts';
import { catalog, models } from '../../test/sample-catalog.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { validateWorkflow } from './validate-workflow.ts';

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
