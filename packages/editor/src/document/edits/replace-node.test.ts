import { expect, it } from 'vitest';
import { inferPorts } from '@catena/engine';
import { analysed } from '../../../test/analysed.ts';
import { sampleCatalog, sampleModels } from '../../../test/sample-catalog.ts';
import { replaceNode } from './replace-node.ts';

const upscale = { type: 'predict', provider: 'local', model: 'catena/upscale' };

function portsOf(node: { type: string; provider?: string; model?: string }) {
  const descriptor = sampleCatalog.find(node.type);
  if (!descriptor) throw new Error(node.type);
  return inferPorts(node, descriptor, sampleModels);
}

const { workflow } = analysed(
  {
    resize: {
      type: 'image.resize',
      title: 'Mine',
      note: 'n',
      input: { image: { $from: 'inputs.photo' }, width: 64 },
    },
    next: { type: 'image.resize', input: { image: { $from: 'resize.image' } } },
  },
  { inputs: { photo: { type: 'image' } }, outputs: { result: { $from: 'resize.image' } } },
);

it('keeps edges that fit: by name, else by type', () => {
  const ports = { before: portsOf({ type: 'image.resize' }), after: portsOf(upscale) };
  const after = replaceNode('resize', upscale, ports)(workflow);
  expect(after.nodes['resize']).toEqual({
    type: 'predict',
    title: 'Mine',
    note: 'n',
    provider: 'local',
    model: 'catena/upscale',
    input: { image: { $from: 'inputs.photo' } },
  });
  expect(after.nodes['next']?.input).toEqual({ image: { $from: 'resize.output' } });
  expect(after.outputs).toEqual({ result: { $from: 'resize.output' } });
});

it('drops edges that fit nowhere, at both ends', () => {
  const ports = {
    before: portsOf({ type: 'image.resize' }),
    after: portsOf({ type: 'text.join' }),
  };
  const after = replaceNode('resize', { type: 'text.join' }, ports)(workflow);
  expect(after.nodes['resize']).toEqual({ type: 'text.join', title: 'Mine', note: 'n' });
  expect(after.nodes['next']).toEqual({ type: 'image.resize' });
  expect(after.outputs).toBeUndefined();
});

it('keeps everything where the new ports are not known yet', () => {
  const after = replaceNode('resize', { type: 'predict', model: 'who/knows' })(workflow);
  expect(after.nodes['resize']?.input).toEqual(workflow.nodes['resize']?.input);
  expect(after.outputs).toEqual(workflow.outputs);
});

it('leaves the choice to a person where two inputs could take an edge', () => {
  const ports = { before: portsOf(upscale), after: portsOf({ type: 'image.blend' }) };
  const before = replaceNode('resize', upscale)(workflow);
  const after = replaceNode('resize', { type: 'image.blend' }, ports)(before);
  expect(after.nodes['resize']?.input).toBeUndefined();
});
