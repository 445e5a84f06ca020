import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysed } from '../../../test/analysed.ts';
import { arbitraryWorkflow } from '../../../test/arbitrary-workflow.ts';
import { parseCardId } from '../card-id.ts';
import { checkConnection } from './check-connection.ts';
import { comingFrom } from './coming-from.ts';
import type { ConnectContext } from './connect-context.ts';
import { findConversions } from './find-conversions.ts';
import { firstFittingPort } from './first-fitting-port.ts';
import { fitOnEdge } from './fit-on-edge.ts';
import { findFittingNodeTypes } from './fitting-node-types.ts';
import { closeEdge, findFittingPorts, type DanglingEdge } from './fitting-ports.ts';
import { fitPort } from './port-fit.ts';

const context = analysed(
  {
    small: { type: 'image.resize', input: { image: { $from: 'inputs.photo' } } },
    blend: { type: 'image.blend', input: { below: { $from: 'small.image' } } },
    parts: { type: 'text.split', input: { text: 'a b' } },
    join: { type: 'text.join' },
    item: { type: 'list.pick' },
    larger: { type: 'predict', provider: 'local', model: 'catena/upscale' },
  },
  {
    inputs: { photo: { type: 'image' }, clip: { type: 'video' }, voice: { type: 'audio' } },
    outputs: { result: { $from: 'blend.image' } },
  },
);

function namesOf(found: ReturnType<typeof findFittingPorts>): string[] {
  return [...found].flatMap(([card, ports]) => [...ports.keys()].map((port) => `${card}.${port}`));
}

describe('ports that fit', () => {
  it('finds what takes an image, outputs of the workflow included', () => {
    const found = findFittingPorts(context, {
      card: 'inputs.photo',
      port: 'value',
      side: 'source',
    });
    expect(namesOf(found).toSorted()).toEqual([
      'blend.above',
      'blend.below',
      'larger.image',
      'outputs.result.value',
      'small.image',
    ]);
  });

  it('finds what takes a list: whole, or item by item', () => {
    const found = findFittingPorts(context, { card: 'parts', port: 'parts', side: 'source' });
    expect(namesOf(found)).toEqual(
      expect.arrayContaining(['join.texts', 'join.separator', 'item.items']),
    );
  });

  it('offers no circle', () => {
    const found = findFittingPorts(context, { card: 'blend', port: 'image', side: 'source' });
    expect(namesOf(found)).not.toContain('small.image');
    expect(namesOf(found)).not.toContain('blend.above');
  });

  it('finds what feeds an input', () => {
    const found = findFittingPorts(context, { card: 'blend', port: 'above', side: 'target' });
    expect(namesOf(found)).toEqual([
      'inputs.photo.value',
      'small.image',
      'item.item',
      'larger.output',
    ]);
    expect(found.get('item')?.get('item')).toBe('checked');
  });

  it('finds everything for an output of the workflow', () => {
    const edge = { card: 'outputs.result', port: 'value', side: 'target' } as const;
    expect(namesOf(findFittingPorts(context, edge))).toContain('inputs.clip.value');
  });

  it('agrees with the engine about every pair of ports of any document', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, ({ nodes, ...rest }) => {
        const any = analysed(nodes, rest);
        for (const card of any.ports.keys()) {
          for (const { name: port } of any.ports.get(card)?.outputs ?? []) {
            comparePort(any, { card, port, side: 'source' });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What types alone say of each port must be what the engine says, but for what is not known. */
function comparePort(any: ConnectContext, edge: DanglingEdge): void {
  const coming = comingFrom(any, edge);
  const { bypass } = any.workflow.nodes[edge.card] ?? {};
  if (!coming || coming.unsure || bypass) return;
  for (const [card, ports] of any.ports) {
    for (const port of ports.inputs) {
      const issue = checkConnection(any, closeEdge(edge, { card, port: port.name }));
      if (issue?.code === 'cycle') continue;
      expect(fitPort(coming, port) !== undefined, `${card}.${port.name}`).toBe(issue === undefined);
    }
  }
}

describe('a drop on a body', () => {
  const edge = { card: 'inputs.photo', port: 'value', side: 'source' } as const;

  it('takes a free port before one that is fed', () => {
    expect(firstFittingPort(context, edge, { card: 'blend' })).toBe('above');
  });

  it('takes the port of the same type before one that converts', () => {
    const text = { card: 'parts', port: 'parts', side: 'source' } as const;
    expect(firstFittingPort(context, text, { card: 'join' })).toBe('texts');
  });

  it('takes the one port of an output card, and none where nothing fits', () => {
    expect(firstFittingPort(context, edge, { card: 'outputs.result' })).toBe('value');
    expect(firstFittingPort(context, edge, { card: 'join' })).toBeUndefined();
  });

  it('finds an output when an input was dragged', () => {
    const back = { card: 'larger', port: 'image', side: 'target' } as const;
    expect(firstFittingPort(context, back, { card: 'small' })).toBe('image');
  });
});

describe('conversions', () => {
  const to = (source: string, target: string, targetPort: string) => ({
    source,
    sourcePort: 'value',
    target,
    targetPort,
  });

  it('offers the node that makes images of a video', () => {
    const [first, ...others] = findConversions(context, to('inputs.clip', 'small', 'image'));
    expect(first).toMatchObject({ type: 'video.frames', input: 'video', output: 'frames' });
    expect(others).toEqual([]);
  });

  it('offers a model that makes text of sound', () => {
    const found = findConversions(context, to('inputs.voice', 'parts', 'text'));
    expect(found[0]).toMatchObject({
      type: 'predict',
      provider: 'local',
      model: 'catena/transcribe',
      input: 'audio',
      output: 'output',
    });
  });

  it('offers nothing where the two fit already, or nothing joins them', () => {
    expect(findConversions(context, to('inputs.photo', 'small', 'image'))).toEqual([]);
    expect(findConversions(context, to('inputs.voice', 'small', 'image'))).toEqual([]);
  });

  it('offers what makes a list of a single text', () => {
    const single = { source: 'join', sourcePort: 'text', target: 'item', targetPort: 'items' };
    const found = findConversions(context, single);
    expect(found[0]).toMatchObject({ type: 'text.split', input: 'text', output: 'parts' });
  });
});

describe('nodes for a dangling edge', () => {
  it('lists what takes an image, what fits exactly first', () => {
    const edge = { card: 'inputs.photo', port: 'value', side: 'source' } as const;
    const found = findFittingNodeTypes(context, edge);
    expect(found.map(({ type, model, port }) => `${model ?? type}.${port}`)).toEqual([
      'catena/upscale.image',
      'image.resize.image',
      'image.blend.below',
      'flow.keep.value',
    ]);
  });

  it('lists what gives a text', () => {
    const edge = { card: 'parts', port: 'text', side: 'target' } as const;
    const types = findFittingNodeTypes(context, edge).map(({ model, type }) => model ?? type);
    expect(types.slice(0, 3)).toEqual(['catena/transcribe', 'text.join', 'text.split']);
  });
});

describe('a node on an edge', () => {
  it('chooses the ports by type', () => {
    const ports = context.ports.get('larger');
    if (!ports) throw new Error('no ports');
    expect(fitOnEdge(context, 'blend/below', ports)).toEqual({ input: 'image', output: 'output' });
    expect(fitOnEdge(context, 'outputs.result/value', ports)).toEqual({
      input: 'image',
      output: 'output',
    });
  });

  it('says no where nothing fits', () => {
    const ports = context.ports.get('join');
    if (!ports) throw new Error('no ports');
    expect(fitOnEdge(context, 'blend/below', ports)).toBeUndefined();
  });
});

describe('why an edge is refused', () => {
  it('says it in the words of the engine', () => {
    const issue = checkConnection(context, {
      source: 'inputs.clip',
      sourcePort: 'value',
      target: 'small',
      targetPort: 'image',
    });
    expect(issue?.message).toContain('takes image, but video comes');
    expect(parseCardId('inputs.clip').kind).toBe('input');
  });

  it.each([
    ['outputs.result', 'small', 'Only nodes and inputs give values.'],
    ['small', 'inputs.photo', 'Only nodes and outputs take values.'],
    ['gone', 'small', '"gone" is not there any more.'],
  ])('refuses %s to %s', (source, target, message) => {
    const connection = { source, sourcePort: 'image', target, targetPort: 'image' };
    expect(checkConnection(context, connection)?.message).toBe(message);
  });
});
