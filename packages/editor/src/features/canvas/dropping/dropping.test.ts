import { describe, expect, it } from 'vitest';
import type { NodePorts, PortDescriptor, Workflow } from '@catena/engine';
import { addDraggedCard } from './add-dragged-card.ts';
import { readDraggedCard } from './dragged-card.ts';
import { findFilePort, withFile } from './find-file-port.ts';

const workflow: Workflow = { catena: 1, nodes: { upscale: { type: 'predict', title: 'Upscale' } } };

describe('cards dragged from a library', () => {
  it('reads nodes and other cards, and nothing else', () => {
    expect(readDraggedCard('{"type":"predict","model":"a/b"}')).toMatchObject({
      kind: 'node',
      model: 'a/b',
    });
    expect(readDraggedCard('{"card":"note"}')).toEqual({ kind: 'other', card: 'note' });
    expect(readDraggedCard('{"card":"castle"}')).toBeUndefined();
    expect(readDraggedCard('no json')).toBeUndefined();
  });

  it('places a node under a free id and a free title', () => {
    const dragged = {
      kind: 'node' as const,
      type: 'predict',
      provider: 'local',
      model: 'catena/upscale',
      title: 'Upscale',
    };
    const added = addDraggedCard(workflow, dragged, [10, 20]);
    const next = added?.edit(workflow);
    expect(next?.nodes[added?.card ?? '']).toEqual({
      type: 'predict',
      title: 'Upscale 2',
      provider: 'local',
      model: 'catena/upscale',
    });
    expect(next?.layout?.[added?.card ?? '']).toEqual([10, 20]);
  });

  it('places inputs of a type, but no output without a source', () => {
    const added = addDraggedCard(
      workflow,
      { kind: 'other', card: 'input', type: 'image[]' },
      [0, 0],
    );
    expect(added?.card).toBe('inputs.images');
    expect(added?.edit(workflow).inputs).toEqual({ images: { type: 'image[]' } });
    expect(addDraggedCard(workflow, { kind: 'other', card: 'output' }, [0, 0])).toBeUndefined();
  });
});

describe('files dropped on a node', () => {
  const port = (name: string, base: 'image' | 'file' | 'text', depth = 0): PortDescriptor => ({
    name,
    type: { base, depth },
    required: false,
    connectable: true,
  });
  const ports: NodePorts = {
    inputs: [
      port('prompt', 'text'),
      port('image', 'image'),
      port('mask', 'image'),
      port('more', 'file', 1),
    ],
    outputs: [],
    complete: true,
  };

  it('go to the first input of their kind that is free', () => {
    expect(findFilePort({ ports, input: {} }, 'image')?.name).toBe('image');
    expect(findFilePort({ ports, input: { image: 1 } }, 'image')?.name).toBe('mask');
    expect(findFilePort({ ports, input: {} }, 'audio')?.name).toBe('more');
    expect(findFilePort({ ports, input: { image: 1, mask: 1, more: 1 } }, 'image')?.name).toBe(
      'image',
    );
  });

  it('replace a file, and make a list longer', () => {
    const [, image, , more] = ports.inputs;
    expect(withFile(image as PortDescriptor, 'old', 'new')).toBe('new');
    expect(withFile(more as PortDescriptor, ['old'], 'new')).toEqual(['old', 'new']);
    expect(withFile(more as PortDescriptor, undefined, 'new')).toEqual(['new']);
  });
});
