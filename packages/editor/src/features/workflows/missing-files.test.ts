import { expect, it } from 'vitest';
import type { ArtifactRef, Workflow } from '@catena/engine';
import { fillFiles, findNamedFiles } from './missing-files.ts';

const hash = 'a'.repeat(64);
const workflow: Workflow = {
  catena: 1,
  inputs: {
    photo: { type: 'image', title: 'Photo', default: { $file: 'inputs/cat.png' } },
    style: { type: 'text', default: 'plain' },
  },
  nodes: {
    cut: {
      type: 'predict',
      title: 'Cut out',
      input: { image: [{ $file: 'inputs/cat.png' }], n: 2 },
    },
    keep: { type: 'text', input: { value: { $literal: { $file: 'no file' } } } },
    old: { type: 'predict', input: { image: { $artifact: hash } } },
  },
};

it('finds each file that a workflow names once, with where it is used', () => {
  expect(findNamedFiles(workflow)).toEqual([
    { key: 'inputs/cat.png', kind: 'path', places: ['input Photo', 'Cut out, image'] },
    { key: hash, kind: 'artifact', places: ['old, image'] },
  ]);
});

it('puts uploads in the place of the files that they stand for, and leaves all else', () => {
  const stored: ArtifactRef = { $artifact: 'b'.repeat(64), mediaType: 'image/png', sizeBytes: 1 };
  const filled = fillFiles(workflow, new Map([['inputs/cat.png', stored]]));
  expect(filled.inputs?.['photo']?.default).toEqual(stored);
  expect(filled.nodes['cut']?.input).toEqual({ image: [stored], n: 2 });
  expect(filled.nodes['keep']).toEqual(workflow.nodes['keep']);
  expect(filled.nodes['old']).toEqual(workflow.nodes['old']);
  expect(filled.inputs?.['style']).toEqual(workflow.inputs?.['style']);
});
