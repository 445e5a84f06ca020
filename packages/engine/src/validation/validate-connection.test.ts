import { expect, it } from 'vitest';
import { catalog, models } from '../../test/sample-catalog.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import { validateConnection } from './validate-connection.ts';

const from = (source: string) => ({ $from: source });

const workflow: Workflow = {
  catena: 1,
  inputs: { words: { type: 'text[]' }, photo: { type: 'image' } },
  nodes: {
    up: { type: 'text.upper', input: { text: from('inputs.words') } },
    next: { type: 'text.upper', input: { text: from('up.text') } },
    last: { type: 'text.upper', input: { text: from('next.text') } },
    join: { type: 'text.join', input: { separator: '-' } },
    once: { type: 'text.join', input: { texts: ['a'] } },
    small: { type: 'image.resize', bypass: true },
    fill: { type: 'text.template', input: { template: '{{name}}' } },
    edit: { type: 'predict', provider: 'local', model: 'acme/edit' },
    gone: { type: 'predict', provider: 'local', model: 'acme/gone' },
    empty: { type: 'predict' },
    strange: { type: 'no.such' },
    merge: { type: 'flow.merge', input: { first: from('inputs.photo') } },
  },
};

function check(source: string, target: string) {
  const [sourceId = '', sourcePort = ''] = source.split('.');
  const [targetId = '', targetPort = ''] = target.split('.');
  const edge = { source: sourceId, sourcePort, target: targetId, targetPort };
  return validateConnection({ workflow, catalog, models, edge });
}

it.each([
  ['up.text', 'last.text'],
  ['up.text', 'join.texts'],
  ['once.text', 'fill.name'],
  ['inputs.words', 'join.texts'],
  ['inputs.photo', 'small.image'],
  ['once.text', 'edit.prompt'],
  ['edit.output', 'merge.second'],
])('accepts %s → %s', (source, target) => {
  expect(check(source, target)).toBeUndefined();
});

it.each([
  ['once.text', 'small.image', 'port-type-mismatch', 'takes image, but text comes'],
  ['once.text', 'join.texts', 'cannot-collect', 'takes a list (text[]), but a single text comes'],
  ['last.text', 'up.text', 'cycle', 'in a circle: up → next → last → up'],
  ['up.text', 'up.text', 'cycle', 'would wait for its own result'],
  ['nobody.text', 'up.text', 'unknown-node', 'There is no node "nobody"'],
  ['up.text', 'nobody.text', 'unknown-node', 'There is no node "nobody"'],
  ['up.txet', 'last.text', 'unknown-port', 'no output "txet"'],
  ['up.text', 'last.txet', 'unknown-port', 'no input "txet"'],
  ['inputs.nothing', 'last.text', 'unknown-input', 'no input "nothing"'],
  ['strange.text', 'last.text', 'unknown-node-type', 'the type "no.such"'],
  ['up.text', 'gone.prompt', 'unknown-model', 'its model "acme/gone"'],
  ['empty.output', 'up.text', 'missing-model', 'has no model yet'],
  ['once.text', 'fill.template', 'not-connectable', 'cannot be connected'],
  ['once.text', 'edit.token', 'not-connectable', 'since it holds a secret'],
])('refuses %s → %s and says why', (...example) => {
  const [source, target, code, message] = example;
  const issue = check(source, target);
  expect(issue).toMatchObject({ code, severity: 'error' });
  expect(issue?.message).toContain(message);
  expect(issue?.hint).toBeTruthy();
  const [nodeId = '', port = ''] = target.split('.');
  expect(issue).toMatchObject({ nodeId, port, path: ['nodes', nodeId, 'input', port] });
});

it('does not touch the workflow', () => {
  const before = structuredClone(workflow);
  check('up.text', 'join.texts');
  expect(workflow).toEqual(before);
});
