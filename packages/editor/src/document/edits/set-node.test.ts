import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { readLayout } from '../layout.ts';
import { addNode } from './add-node.ts';
import { addWorkflowInput } from './add-workflow-input.ts';
import { addWorkflowOutput } from './add-workflow-output.ts';
import { orderEntry } from './order-entry.ts';
import { renameNode } from './rename-node.ts';
import { renameWorkflowInput } from './rename-workflow-input.ts';
import { renameWorkflowOutput } from './rename-workflow-output.ts';
import { setNode } from './set-node.ts';
import { setLook } from './set-look.ts';
import { setWorkflow } from './set-workflow.ts';
import { setWorkflowInput } from './set-workflow-input.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { first: { type: 'image' }, second: { type: 'text' } },
  nodes: {
    one: { type: 'image.resize', title: 'One', input: { image: { $from: 'inputs.first' } } },
  },
  outputs: { result: { $from: 'one.image' } },
  layout: { one: [0, 0], 'inputs.first': [1, 1], $reroutes: { 'outputs.result/value': [[5, 5]] } },
};

it('leaves out what says nothing', () => {
  const after = setNode('one', { title: '', bypass: false, onItemError: 'fail', types: {} });
  expect(after(workflow).nodes['one']).toEqual({
    type: 'image.resize',
    input: { image: { $from: 'inputs.first' } },
  });
});

it('keeps that a node is never tried again, which is not what the engine does by itself', () => {
  expect(setNode('one', { retry: { max: 0 } })(workflow).nodes['one']?.retry).toEqual({ max: 0 });
  const back = setNode('one', { retry: undefined })(
    setNode('one', { retry: { max: 0 } })(workflow),
  );
  expect(back).toEqual(workflow);
});

it('keeps the id when a title changes', () => {
  expect(Object.keys(setNode('one', { title: 'Two' })(workflow).nodes)).toEqual(['one']);
});

it('takes a look away when nothing is left of it', () => {
  const collapsed = setLook('one', { collapsed: true })(workflow);
  expect(readLayout(collapsed).looks).toEqual({ one: { collapsed: true } });
  expect(setLook('one', { collapsed: false })(collapsed)).toEqual(workflow);
});

it('renames an input in its place, with all that refers to it', () => {
  const after = renameWorkflowInput('first', 'photo')(workflow);
  expect(Object.keys(after.inputs ?? {})).toEqual(['photo', 'second']);
  expect(after.nodes['one']?.input).toEqual({ image: { $from: 'inputs.photo' } });
  expect(after.layout).toMatchObject({ 'inputs.photo': [1, 1] });
});

it('renames an output with the points of its edge', () => {
  const after = renameWorkflowOutput('result', 'poster')(workflow);
  expect(after.layout).toMatchObject({ $reroutes: { 'outputs.poster/value': [[5, 5]] } });
});

it('renames the id of a node and keeps its title', () => {
  const after = renameNode('one', 'small')(workflow);
  expect(after.nodes['small']?.title).toBe('One');
  expect(after.outputs).toEqual({ result: { $from: 'small.image' } });
  expect(after.layout).toMatchObject({ small: [0, 0] });
});

it.each(['second', 'inputs', 'not a name', ''])('does not rename an input to %j', (name) => {
  expect(renameWorkflowInput('first', name)(workflow)).toBe(workflow);
});

it('changes the order of the form', () => {
  expect(Object.keys(orderEntry('inputs', 'second', 0)(workflow).inputs ?? {})).toEqual([
    'second',
    'first',
  ]);
  expect(orderEntry('inputs', 'second', 7)(workflow)).toBe(workflow);
});

it('keeps an empty text as the default of an input', () => {
  const after = setWorkflowInput('second', { default: '', title: '' })(workflow);
  expect(after.inputs?.['second']).toEqual({ type: 'text', default: '' });
});

it('names the workflow', () => {
  expect(setWorkflow({ name: 'Mine', note: '' })(workflow)).toEqual({ ...workflow, name: 'Mine' });
});

it('places new things where they are wanted, in whole units', () => {
  const after = addNode({ type: 'image.resize', position: [1.4, -0.4] })(workflow);
  expect(after.nodes['resize']).toEqual({ type: 'image.resize' });
  expect(after.layout).toMatchObject({ resize: [1, 0] });
});

it('names inputs and outputs after what they are', () => {
  const withInput = addWorkflowInput({ type: 'image[]', position: [0, 0] })(workflow);
  expect(withInput.inputs?.['images']).toEqual({ type: 'image[]' });
  const from = { card: 'one', port: 'image' };
  const withOutput = addWorkflowOutput({ from, position: [0, 0] })(workflow);
  expect(withOutput.outputs?.['image']).toEqual({ $from: 'one.image' });
});
