import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, ended, type TestFolder } from '../run-catena.ts';
import { expectRefusal, type Refusal } from './bad-input.ts';

let folder: TestFolder;

beforeAll(async () => {
  folder = await createTestFolder();
});

afterAll(() => folder.remove());

const joined = { type: 'text.join', input: { texts: ['x'] } };
const upscale = { type: 'predict', provider: 'local', model: 'catena/upscale' };
const address = 'https://example.com/photo.png';

function withNodes(nodes: object): object {
  return { catena: 1, nodes };
}

type Row = [what: string, content: unknown, refusal: Omit<Refusal, 'code'>];

const texts: Row[] = [
  [
    'text that is not JSON',
    '{\n  "catena": 1,\n  nodes: {}\n}',
    {
      issue: 'not-json',
      says: ['not JSON', 'line 3, column 3', 'nodes: {}'],
      hint: 'Correct the text',
    },
  ],
  ['an empty file', '', { issue: 'not-json', says: ['is empty'], hint: '"catena": 1' }],
  [
    'bytes that are no text',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x1b, 0x5b, 0x41, 0xff]),
    { issue: 'not-json', says: ['not a text'], hint: 'JSON' },
  ],
  [
    'a member that stands there twice',
    '{"catena":1,"nodes":{"a":{"type":"text.join"},"a":{"type":"text.join"}}}',
    { issue: 'duplicate-key', says: ['nodes.a', 'twice'], hint: 'Remove or rename' },
  ],
  [
    '__proto__ as an id',
    '{"catena":1,"nodes":{"__proto__":{"type":"text.join"}}}',
    { issue: 'invalid-id', says: ['nodes.__proto__'], hint: 'another name' },
  ],
  [
    '100,000 levels of nesting',
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    { issue: 'too-deep', says: ['64 levels'], hint: '$file' },
  ],
];

const documents: Row[] = [
  [
    'a newer version',
    { catena: 3, nodes: {} },
    { issue: 'newer-version', says: ['version 3', 'up to version 1'], hint: 'Update Catena' },
  ],
  [
    'an unknown node type',
    withNodes({ a: { type: 'text.jion' } }),
    { issue: 'unknown-node-type', says: ['"a"', '"text.jion"'], hint: '"text.join"' },
  ],
  [
    'an unknown port',
    withNodes({ a: { ...joined, input: { texts: ['x'], seperator: '-' } } }),
    { issue: 'unknown-port', says: ['"a"', '"seperator"'], hint: 'Did you mean "separator"?' },
  ],
  [
    'an output that does not fit',
    withNodes({
      words: joined,
      small: { type: 'image.resize', input: { image: { $from: 'words.text' }, width: 9 } },
    }),
    {
      issue: 'port-type-mismatch',
      says: ['"image"', '"small"', 'text'],
      hint: 'makes a file of type image',
    },
  ],
  [
    'nodes in a circle',
    withNodes({
      a: { type: 'text.split', input: { text: { $from: 'c.text' } } },
      b: { type: 'text.join', input: { texts: { $from: 'a.parts' } } },
      c: { type: 'text.template', input: { template: '{{x}}', x: { $from: 'b.text' } } },
    }),
    { issue: 'cycle', says: ['a → b → c → a'], hint: 'Remove one of these connections' },
  ],
  [
    'an input without a value',
    withNodes({ a: { type: 'text.join' } }),
    { issue: 'missing-input', says: ['"texts"', '"a"'], hint: 'text[]' },
  ],
  [
    'a value out of bounds',
    withNodes({ up: { ...upscale, input: { image: address, scale: 99 } } }),
    {
      issue: 'value-out-of-bounds',
      says: ['"scale"', '"up"', '2, 3, 4', '99'],
      hint: 'Choose one',
    },
  ],
  [
    'an unknown model',
    withNodes({ up: { ...upscale, model: 'catena/upscal', input: { image: address } } }),
    { issue: 'unknown-model', says: ['"up"', '"catena/upscal"'], hint: 'catena/upscale' },
  ],
  [
    'a file that is not there',
    withNodes({ up: { ...upscale, input: { image: { $file: 'cat.png' } } } }),
    { issue: 'missing-file', says: ['"image"', '"up"', '"cat.png"'], hint: 'Put the file' },
  ],
  [
    'a path that leads out of the folder',
    withNodes({ up: { ...upscale, input: { image: { $file: '../../cat.png' } } } }),
    {
      issue: 'path-outside-folder',
      says: ['up.input.image', '../../cat.png'],
      hint: 'Put the file',
    },
  ],
];

describe('a workflow', () => {
  it.each([...texts, ...documents])('is refused with %s', async (what, content, refusal) => {
    const name = `${what.replaceAll(/\W+/g, '-')}.json`;
    await folder.write(name, content);
    await expectRefusal(folder, ['run', name], { code: 'invalid-workflow', ...refusal });
  });

  it('is refused in a process of its own just so, which ends by itself', async () => {
    await folder.write('process.json', '{ nodes }');
    const run = await ended(folder.start(['run', 'process.json']));
    expect(run).toEqual(await folder.catena(['run', 'process.json']));
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });

  it('is refused with a token of a provider, which is not repeated', async () => {
    const token = `r8_${'Ab3'.repeat(12)}x`;
    const nodes = { a: { type: 'text.join', input: { texts: [`Bearer ${token}`] } } };
    await folder.write('token.json', withNodes(nodes));
    await expectRefusal(folder, ['run', 'token.json'], {
      code: 'invalid-workflow',
      issue: 'secret-in-file',
      says: ['nodes.a.input.texts', 'Replicate token (r8_…)'],
      hint: 'revoke it',
    });
    const run = await folder.catena(['run', 'token.json', '--json']);
    expect(run.stdout).not.toContain(token);
  });

  it('may begin with a byte order mark', async () => {
    const outputs = { text: { $from: 'a.text' } };
    const text = JSON.stringify({ ...withNodes({ a: joined }), outputs });
    await folder.write('marked.json', `\uFEFF${text}`);
    const run = await folder.catena(['run', 'marked.json', '--quiet']);
    expect(run).toEqual({ code: 0, stdout: 'x\n', stderr: '' });
  });

  it.each([
    ['a path without a file', 'nowhere.json', 'nowhere.json'],
    ['a folder without workflow.json', 'empty', 'holds no workflow.json'],
  ])('is refused with %s', async (_what, path, words) => {
    await folder.write('empty/notes.md', 'Nothing here.');
    await expectRefusal(folder, ['run', path], {
      code: 'workflow-not-found',
      says: [words],
      hint: path === 'empty' ? 'path of a workflow' : 'relative to the folder you are in',
    });
  });

  it('has all that is wrong with it listed by validate, with the same codes', async () => {
    await folder.write(
      'many.json',
      withNodes({ a: { type: 'text.jion' }, b: { type: 'text.join' } }),
    );
    const run = await folder.catena(['validate', join('.', 'many.json'), '--json']);
    expect(run).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      valid: false,
      issues: [
        { code: 'unknown-node-type' },
        { code: 'missing-input', nodeId: 'b', port: 'texts' },
      ],
    });
  });
});
