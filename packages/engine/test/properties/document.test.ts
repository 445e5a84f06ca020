import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseWorkflow } from '../../src/workflow/parse-workflow.ts';
import { semanticHash } from '../../src/workflow/semantic-hash.ts';
import type { Workflow } from '../../src/workflow/workflow-schema.ts';
import { writeWorkflow } from '../../src/workflow/write-workflow.ts';
import { arbitraryId, arbitraryJson, arbitraryWorkflow } from './arbitrary-workflow.ts';

// fast-check prints seed and path of a failure; put them here to see it again.
const runs = { numRuns: 1000 };
const patienceMs = 60_000;
vi.setConfig({ testTimeout: patienceMs });

function read(source: unknown): Workflow {
  const { workflow, issues } = parseWorkflow(source);
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  if (!workflow) throw new Error('unreadable');
  return workflow;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same value with the members of its objects turned round; the order of forms stays. */
function shuffle(value: unknown, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shuffle(item, [...path, '[]']));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, member]) => [key, shuffle(member, [...path, key])] as const,
  );
  const isForm = path.length === 1 && (path[0] === 'inputs' || path[0] === 'outputs');
  return Object.fromEntries(isForm ? entries : entries.toReversed());
}

describe('a workflow document', () => {
  it('comes back from its text as it was, and its text from it', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, (workflow) => {
        const text = writeWorkflow(workflow);
        const back = read(text);
        expect(back).toStrictEqual(workflow);
        expect(writeWorkflow(back)).toBe(text);
        expect(JSON.parse(text)).toEqual(workflow);
      }),
      runs,
    );
  });

  it('keeps its semantic hash when only layout, titles and notes change', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, fc.string(), arbitraryJson, (workflow, words, at) => {
        const nodes = Object.fromEntries(
          Object.entries(workflow.nodes).map(([id, node]) => [
            id,
            { ...node, title: words, note: words },
          ]),
        );
        const layout = Object.fromEntries(Object.keys(nodes).map((id) => [id, at]));
        const edited: Workflow = {
          ...workflow,
          nodes,
          layout,
          name: words,
          description: words,
          note: words,
        };
        expect(semanticHash(edited)).toBe(semanticHash(workflow));
      }),
      runs,
    );
  });

  it('changes its semantic hash when a value changes', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, arbitraryId, arbitraryJson, (workflow, id, value) => {
        const withNode = (literal: unknown): Workflow => ({
          ...workflow,
          nodes: {
            ...workflow.nodes,
            [id]: { type: 'text.join', input: { x: { $literal: literal } } },
          },
        });
        expect(semanticHash(withNode([value]))).not.toBe(semanticHash(withNode([[value]])));
      }),
      runs,
    );
  });

  it('gives the same bytes whatever the order of its members', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, (workflow) => {
        const shuffled = shuffle(workflow) as Workflow;
        expect(writeWorkflow(shuffled)).toBe(writeWorkflow(workflow));
        expect(semanticHash(shuffled)).toBe(semanticHash(workflow));
      }),
      runs,
    );
  });

  it('keeps members that nobody knows, with a warning each', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, arbitraryJson, (workflow, value) => {
        const nodes = { ...workflow.nodes, extra: { type: 'text.join', qqqqqqqqqqqq: value } };
        const { workflow: back, issues } = parseWorkflow(writeWorkflow({ ...workflow, nodes }));
        expect(back?.nodes['extra']).toEqual(nodes.extra);
        expect(
          issues.some(
            (issue) => issue.code === 'unknown-field' && issue.path?.at(-1) === 'qqqqqqqqqqqq',
          ),
        ).toBe(true);
      }),
      runs,
    );
  });
});

const token = `r8_${'Ab3'.repeat(12)}`;
const text = JSON.stringify;

type Corruption = (document: Record<string, unknown>) => string;

const withNode = (document: Record<string, unknown>, id: string, node: unknown) =>
  text({ ...document, nodes: { ...(document['nodes'] as object), [id]: node } });
const withInput = (document: Record<string, unknown>, value: unknown) =>
  withNode(document, 'corrupt', { type: 'text.join', input: { x: value } });

/** Each makes one mistake in a document that had none. */
const corruptions: Record<string, Corruption> = {
  'no version': ({ catena: _catena, ...rest }) => text(rest),
  'a newer version': (document) => text({ ...document, catena: 2 }),
  'no nodes': ({ nodes: _nodes, ...rest }) => text(rest),
  'a node without type': (document) => withNode(document, 'corrupt', { title: 'x' }),
  'a mistyped type': (document) => withNode(document, 'corrupt', { tpye: 'x' }),
  'a node that is a list': (document) => withNode(document, 'corrupt', []),
  'a wrong id': (document) => withNode(document, '9-lives', { type: 'x' }),
  'a reserved id': (document) => withNode(document, 'inputs', { type: 'x' }),
  'a wrong duration': (document) => withNode(document, 'corrupt', { type: 'x', deadline: 'soon' }),
  'a mistyped $from': (document) => withInput(document, { $form: 'a.b' }),
  'an unreadable $from': (document) => withInput(document, { $from: 'a' }),
  'a nested $from': (document) => withInput(document, [{ $from: 'a.b' }]),
  'a path that leads out': (document) => withInput(document, { $file: '../../secret' }),
  'a token': (document) => withInput(document, { a: [token] }),
  'too deep': (document) =>
    withInput(
      document,
      Array.from({ length: 80 }).reduce((inner) => [inner], 1),
    ),
  'not closed': (document) => text(document).slice(0, -1),
  'a comma too many': (document) => `${text(document).slice(0, -1)},}`,
  'a member twice': (document) => `{"catena":1,${text(document).slice(1)}`,
  'the name __proto__': (document) => `{"__proto__":1,${text(document).slice(1)}`,
  'a wrong output': (document) => text({ ...document, outputs: { corrupt: { $from: 3 } } }),
  'a wrong input': (document) => text({ ...document, inputs: { corrupt: { type: 'painting' } } }),
};

describe('one mistake gives one error', () => {
  it(`for ${Object.keys(corruptions).join(', ')}`, () => {
    fc.assert(
      fc.property(arbitraryWorkflow, (workflow) => {
        for (const [name, corrupt] of Object.entries(corruptions)) {
          const { workflow: back, issues } = parseWorkflow(corrupt(workflow));
          const errors = issues.filter((issue) => issue.severity === 'error');
          if (errors.length === 1 && !back && !errors[0]?.message.includes(token)) continue;
          expect.fail(`${name}: ${text(errors)}`);
        }
      }),
      runs,
    );
  });

  it('and no text at all makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), arbitraryJson), (source) => {
        const { workflow, issues } = parseWorkflow(source);
        expect(workflow === undefined).toBe(issues.some((issue) => issue.severity === 'error'));
      }),
      runs,
    );
  });
});
