import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { newInputName, newNodeId, nodeIdBase, toSlug, whyNotName } from './new-id.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: { upscale: { type: 'predict' }, 'upscale-2': { type: 'predict' } },
};

it.each([
  ['Make it larger', 'make-it-larger'],
  ['Größer, schöner!', 'gro-er-schoner'],
  ['3D model', 'd-model'],
  ['--', undefined],
  ['大きく', undefined],
  ['under_score', 'under_score'],
])('makes of %j the slug %j', (words, slug) => {
  expect(toSlug(words)).toBe(slug);
});

it.each([
  [{ type: 'predict', model: 'catena/upscale:1', title: 'Make it larger' }, 'make-it-larger'],
  [{ type: 'predict', model: 'catena/upscale:1' }, 'upscale'],
  [{ type: 'image.resize' }, 'resize'],
  [{ type: 'predict', title: '大きく' }, 'predict'],
  [{ type: '?' }, 'node'],
])('names %j %s', (node, id) => {
  expect(nodeIdBase(node)).toBe(id);
});

it('numbers what is taken, and counts on from a number', () => {
  expect(newNodeId(workflow, 'resize')).toBe('resize');
  expect(newNodeId(workflow, 'upscale')).toBe('upscale-3');
  expect(newNodeId(workflow, 'upscale-2')).toBe('upscale-3');
});

it('never gives an id that is reserved or cannot be one', () => {
  expect(newNodeId(workflow, 'inputs')).toBe('inputs-2');
  expect(newNodeId(workflow, 'constructor')).toBe('constructor-2');
  expect(newNodeId(workflow, '9 lives')).toBe('lives');
});

it('makes names of inputs of words', () => {
  expect(newInputName(workflow, 'Photo')).toBe('photo-2');
  expect(newInputName(workflow, '!')).toBe('input');
});

it.each([
  ['', 'Give it a name.'],
  ['inputs', '"inputs" is a reserved word.'],
  ['a b', 'Use up to 64 letters, digits, "-" and "_", starting with a letter.'],
  ['taken', '"taken" is taken.'],
  ['free', undefined],
])('says why %j cannot be a name: %j', (name, reason) => {
  expect(whyNotName(name, (other) => other === 'taken')).toBe(reason);
});
