import { describe, expect, it } from 'vitest';
import { parseWorkflow } from './parse-workflow.ts';

const node = { type: 'text.join' };
const token = `r8_${'Ab3'.repeat(12)}`;

function documentOf(more: object = {}): Record<string, unknown> {
  return { catena: 1, nodes: { a: node }, ...more };
}

function nodeOf(more: object): Record<string, unknown> {
  return documentOf({ nodes: { a: { ...node, ...more } } });
}

/** Code and path of every issue. */
function issuesOf(source: unknown): [string, string][] {
  return parseWorkflow(source).issues.map(({ code, path }) => [code, (path ?? []).join('.')]);
}

describe('parseWorkflow', () => {
  it('reads a workflow from text and from a value, with a byte order mark or without', () => {
    const text = JSON.stringify(documentOf());
    for (const source of [text, `\uFEFF${text}`, documentOf()]) {
      expect(parseWorkflow(source)).toEqual({ workflow: documentOf(), issues: [] });
    }
  });

  it('keeps unknown members, and names the nearest known one', () => {
    const document = documentOf({
      nodes: { a: { ...node, onItemEror: 'skip', retry: { max: 1, delay: 3 } } },
      futur: { x: [1] },
    });
    const { workflow, issues } = parseWorkflow(document);
    expect(workflow).toEqual(document);
    expect(issues.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
    expect(issues.find((issue) => issue.nodeId === 'a')?.hint).toBe('Did you mean "onItemError"?');
  });

  it.each([
    ['no object', [], 'invalid-document', ''],
    ['null', null, 'invalid-document', ''],
    ['no version', { nodes: {} }, 'invalid-document', ''],
    ['a version that is a text', documentOf({ catena: '1' }), 'invalid-document', ''],
    ['version 0', documentOf({ catena: 0 }), 'invalid-document', ''],
    ['a newer version', documentOf({ catena: 2, nodes: 5 }), 'newer-version', ''],
    ['no nodes', { catena: 1 }, 'invalid-document', 'nodes'],
    ['nodes in a list', documentOf({ nodes: [] }), 'invalid-document', 'nodes'],
    [
      'a node that is a text',
      documentOf({ nodes: { a: 'text.join' } }),
      'invalid-document',
      'nodes.a',
    ],
    ['a node without a type', documentOf({ nodes: { a: {} } }), 'invalid-document', 'nodes.a.type'],
    [
      'a mistyped type',
      documentOf({ nodes: { a: { typ: 'x' } } }),
      'invalid-document',
      'nodes.a.type',
    ],
    ['an empty type', nodeOf({ type: '' }), 'invalid-document', 'nodes.a.type'],
    [
      'a wrong choice',
      nodeOf({ onItemError: 'ignore' }),
      'invalid-document',
      'nodes.a.onItemError',
    ],
    ['a wrong duration', nodeOf({ deadline: '5 minutes' }), 'invalid-document', 'nodes.a.deadline'],
    ['too many attempts', nodeOf({ retry: { max: 99 } }), 'invalid-document', 'nodes.a.retry.max'],
    [
      'a wrong corrected type',
      nodeOf({ types: { x: 'picture' } }),
      'invalid-document',
      'nodes.a.types.x',
    ],
    ['input in a list', nodeOf({ input: [] }), 'invalid-document', 'nodes.a.input'],
    [
      'a wrong input type',
      documentOf({ inputs: { x: { type: 'img' } } }),
      'invalid-document',
      'inputs.x.type',
    ],
    [
      'a wrong choice list',
      documentOf({ inputs: { x: { type: 'text', enum: [{}] } } }),
      'invalid-document',
      'inputs.x.enum.0',
    ],
    [
      'an output that is a text',
      documentOf({ outputs: { x: 'a.out' } }),
      'invalid-document',
      'outputs.x',
    ],
    [
      'an output without a source',
      documentOf({ outputs: { x: { $form: 'a.out' } } }),
      'invalid-document',
      'outputs.x.$from',
    ],
    [
      'an output of nothing',
      documentOf({ outputs: { x: { $from: 'a' } } }),
      'invalid-reference',
      'outputs.x.$from',
    ],
    [
      'a reference to nothing',
      nodeOf({ input: { x: { $from: 'a' } } }),
      'invalid-reference',
      'nodes.a.input.x',
    ],
    [
      'a default from a node',
      documentOf({ inputs: { x: { type: 'text', default: { $from: 'a.b' } } } }),
      'invalid-reference',
      'inputs.x.default',
    ],
    ['a reserved id', documentOf({ nodes: { inputs: node } }), 'invalid-id', 'nodes.inputs'],
    [
      'an id of JavaScript',
      documentOf({ outputs: { constructor: { $from: 'a.b' } } }),
      'invalid-id',
      'outputs.constructor',
    ],
    [
      'a long id',
      documentOf({ nodes: { ['x'.repeat(65)]: node } }),
      'invalid-id',
      `nodes.${'x'.repeat(65)}`,
    ],
    ['an empty id', documentOf({ inputs: { '': { type: 'text' } } }), 'invalid-id', 'inputs.'],
    ['a wrong id on a wrong node', documentOf({ nodes: { '1': {} } }), 'invalid-id', 'nodes.1'],
    [
      'a token',
      nodeOf({ input: { x: ['see', { y: token }] } }),
      'secret-in-file',
      'nodes.a.input.x.1.y',
    ],
    [
      'a token in a reference',
      nodeOf({ input: { x: { $secret: token } } }),
      'secret-in-file',
      'nodes.a.input.x.$secret',
    ],
    [
      'a token as a name',
      nodeOf({ input: { x: { [token]: 1 } } }),
      'secret-in-file',
      'nodes.a.input.x',
    ],
    ['a function', nodeOf({ input: { x: () => 1 } }), 'invalid-value', 'nodes.a.input.x'],
    ['an infinite number', nodeOf({ input: { x: Infinity } }), 'invalid-value', 'nodes.a.input.x'],
  ])('finds exactly one mistake in a document with %s', (...row) => {
    const [_what, document, code, path] = row;
    const { workflow, issues } = parseWorkflow(document);
    expect(workflow).toBeUndefined();
    expect(issues.map((issue) => [issue.code, (issue.path ?? []).join('.')])).toEqual([
      [code, path],
    ]);
    expect(issues[0]?.message).not.toContain(token);
    expect(issues[0]?.severity).toBe('error');
  });

  it.each([
    '{"catena":1,"nodes":{"__proto__":{"type":"a"}}}',
    '{"catena":1,"nodes":{"a":{"type":"b","input":{"__proto__":1}}}}',
    '{"catena":1,"nodes":{},"__proto__":{"nodes":{}}}',
    '{"catena":1,"nodes":{"a":{"type":"b","input":{"x":{"y":{"__proto__":[]}}}}}}',
  ])('refuses the name __proto__ wherever it stands: %s', (text) => {
    expect(issuesOf(text).map(([code]) => code)).toEqual(['invalid-id']);
  });

  it('says what is wrong, where, what stands there, and what to do', () => {
    expect(parseWorkflow(nodeOf({ onItemError: 'skp' })).issues).toEqual([
      {
        code: 'invalid-document',
        severity: 'error',
        message: 'nodes.a.onItemError must be "fail" or "skip", but is "skp".',
        hint: 'Did you mean "skip"?',
        path: ['nodes', 'a', 'onItemError'],
        nodeId: 'a',
      },
    ]);
    expect(parseWorkflow({ catena: 7 }).issues[0]?.message).toBe(
      'The file has version 7 of the workflow format; this program reads up to version 1.',
    );
    expect(parseWorkflow(nodeOf({ input: { x: { $form: 'b.out' } } })).issues[0]).toMatchObject({
      hint: 'Did you mean $from?',
      nodeId: 'a',
      port: 'x',
    });
  });

  it('finds several mistakes at once', () => {
    const document = documentOf({
      nodes: { a: { type: 3 }, b: { ...node, deadline: 5 }, '0': node },
      outputs: { x: { $from: 'y' } },
    });
    expect(
      issuesOf(document)
        .map(([, path]) => path)
        .toSorted(),
    ).toEqual(['nodes.0', 'nodes.a.type', 'nodes.b.deadline', 'outputs.x.$from']);
  });

  it('names line and column where a text is no JSON', () => {
    expect(parseWorkflow('{\n  "catena": 1,\n  "nodes": {,}\n}').issues[0]).toMatchObject({
      code: 'not-json',
      message: expect.stringContaining('line 3, column 13') as string,
    });
    expect(parseWorkflow(`{ "key": "${token}" oops }`).issues[0]?.message).not.toContain(token);
    expect(issuesOf('')).toEqual([['not-json', '']]);
  });

  it('refuses members that stand there twice', () => {
    expect(issuesOf('{"catena":1,"nodes":{"a":{"type":"x"},"a":{"type":"y"}}}')).toEqual([
      ['duplicate-key', 'nodes.a'],
    ]);
  });

  it('refuses texts that are too large before it looks at them', () => {
    const before = performance.now();
    const { issues } = parseWorkflow('['.repeat(100_000_000));
    expect(performance.now() - before).toBeLessThan(500);
    expect(issues[0]).toMatchObject({
      code: 'too-large',
      message: 'The file has 95.4 MiB; at most 16.0 MiB are read.',
    });
    expect(parseWorkflow('"€€€"', { maxBytes: 10 }).issues[0]?.code).toBe('too-large');
    expect(parseWorkflow('"€€€"', { maxBytes: 11 }).issues[0]?.code).toBe('invalid-document');
  });

  it('refuses nesting that is too deep, in text and in values', () => {
    expect(issuesOf('{"a":'.repeat(1_000_000))).toEqual([['too-deep', '']]);
    let value: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) value = { value };
    expect(issuesOf(nodeOf({ input: { x: value } }))).toEqual([['too-deep', '']]);
  });

  it('refuses more nodes than allowed', () => {
    const nodes = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`n${index}`, node]));
    expect(parseWorkflow(documentOf({ nodes }), { maxNodes: 4 }).issues[0]).toMatchObject({
      code: 'too-large',
      message: 'The workflow has 5 nodes; at most 4 are read.',
    });
  });

  it('warns of whole numbers that lost digits', () => {
    const { workflow, issues } = parseWorkflow(
      '{"catena":1,"nodes":{"a":{"type":"x","input":{"seed":12345678901234567890}}}}',
    );
    expect(workflow).toBeDefined();
    expect(issues).toMatchObject([{ code: 'invalid-value', severity: 'warning' }]);
  });

  it('cuts very long lists of mistakes', () => {
    const nodes = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`n${index}`, {}]));
    const { issues } = parseWorkflow(documentOf({ nodes }));
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.message).toBe('There are 4900 more problems.');
  });

  it('brings older versions up, one step after the other', () => {
    const migrations = [
      {
        from: 0,
        migrate: ({ steps, ...rest }: Readonly<Record<string, unknown>>) => ({
          ...rest,
          nodes: steps,
        }),
      },
      {
        from: -1,
        migrate: ({ things, ...rest }: Readonly<Record<string, unknown>>) => ({
          ...rest,
          steps: things,
        }),
      },
    ];
    const old = { catena: -1, things: { a: node } };
    expect(parseWorkflow(old, { migrations }).workflow).toEqual({ catena: 1, nodes: { a: node } });
    expect(old).toEqual({ catena: -1, things: { a: node } });
  });
});
