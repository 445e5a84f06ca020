import {
  defineNode,
  describeNode,
  modelKey,
  NodeCatalog,
  port,
  type ModelDescription,
  type ModelSet,
  type NodeDescriptor,
} from '@catena/engine';
import { z } from 'zod';

const run = () => ({}) as never;

const resize = defineNode({
  type: 'image.resize',
  version: 1,
  title: 'Resize image',
  description: 'Makes an image smaller or larger.',
  category: 'image',
  input: z.object({
    image: port.image(),
    width: z.int().min(1).max(10_000).default(512),
    mode: z.enum(['fit', 'fill']).default('fit'),
  }),
  output: z.object({ image: port.image() }),
  run,
});

const frames = defineNode({
  type: 'video.frames',
  version: 1,
  title: 'Extract frames',
  description: 'Takes single pictures out of a video.',
  category: 'image',
  input: z.object({ video: port.video(), count: z.int().default(4) }),
  output: z.object({ frames: z.array(port.image()) }),
  run,
});

const blend = defineNode({
  type: 'image.blend',
  version: 1,
  title: 'Blend images',
  description: 'Lays one image over another.',
  category: 'image',
  input: z.object({ below: port.image(), above: port.image(), amount: z.number().default(0.5) }),
  output: z.object({ image: port.image() }),
  run,
});

const join = defineNode({
  type: 'text.join',
  version: 1,
  title: 'Join texts',
  description: 'Joins texts.',
  category: 'text',
  input: z.object({ texts: z.array(z.string()), separator: z.string().default('') }),
  output: z.object({ text: z.string() }),
  run,
});

const split = defineNode({
  type: 'text.split',
  version: 1,
  title: 'Split text',
  description: 'Splits a text.',
  category: 'text',
  input: z.object({ text: z.string(), separator: z.string().default('\n') }),
  output: z.object({ parts: z.array(z.string()) }),
  run,
});

const template = defineNode({
  type: 'text.template',
  version: 1,
  title: 'Fill template',
  description: 'Fills names in a text.',
  category: 'text',
  portsFrom: { kind: 'template', input: 'template' },
  input: z.object({ template: z.string().meta({ connectable: false }) }),
  output: z.object({ text: z.string() }),
  run,
});

const pick = defineNode({
  type: 'list.pick',
  version: 1,
  title: 'Pick item',
  description: 'Takes one item of a list.',
  category: 'list',
  input: z.object({ items: z.array(port.item('T')), index: z.int().default(0) }),
  output: z.object({ item: port.item('T') }),
  run,
});

const keep = defineNode({
  type: 'flow.keep',
  version: 1,
  title: 'Keep',
  description: 'Passes a value on.',
  category: 'flow',
  input: z.object({ value: port.item('T') }),
  output: z.object({ value: port.item('T') }),
  run,
});

const parse = defineNode({
  type: 'json.parse',
  version: 1,
  title: 'Parse JSON',
  description: 'Reads JSON.',
  category: 'json',
  input: z.object({ text: z.string() }),
  output: z.object({ value: port.json() }),
  run,
});

const round = defineNode({
  type: 'number.round',
  version: 1,
  title: 'Round number',
  description: 'Rounds a number.',
  category: 'number',
  input: z.object({ number: z.number() }),
  output: z.object({ number: z.int() }),
  run,
});

const predict = defineNode({
  type: 'predict',
  version: 1,
  title: 'Model',
  description: 'Runs a model.',
  category: 'model',
  portsFrom: { kind: 'model' },
  input: z.object({}),
  output: z.object({}),
  run,
});

export const sampleDescriptors: readonly NodeDescriptor[] = [
  describeNode(predict),
  describeNode(resize),
  describeNode(frames),
  describeNode(blend),
  describeNode(join),
  describeNode(split),
  describeNode(template),
  describeNode(pick),
  describeNode(keep),
  describeNode(parse),
  describeNode(round),
];

export const sampleCatalog = new NodeCatalog(sampleDescriptors);

function describeModel(
  model: string,
  properties: Record<string, object>,
  output: object,
  required: string[],
): ModelDescription {
  return {
    model,
    version: '1',
    metered: false,
    openapiSchema: {
      components: {
        schemas: { Input: { type: 'object', properties, required }, Output: output },
      },
    },
  };
}

const uri = (title: string, description: string) => ({
  type: 'string',
  format: 'uri',
  title,
  description,
});

/** Makes an image larger. */
export const upscaleModel = describeModel(
  'catena/upscale',
  {
    image: { ...uri('Image', 'The image to make larger'), 'x-order': 0 },
    scale: { type: 'integer', default: 2, minimum: 1, maximum: 4, 'x-order': 1 },
  },
  uri('Output', 'The larger image'),
  ['image'],
);

/** Says what an audio file says. */
export const transcribeModel = describeModel(
  'catena/transcribe',
  { audio: { ...uri('Audio', 'The audio file to transcribe'), 'x-order': 0 } },
  { type: 'string', title: 'Output' },
  ['audio'],
);

export const sampleModels: ModelSet = new Map([
  [modelKey('local', 'catena/upscale'), upscaleModel],
  [modelKey('local', 'catena/transcribe'), transcribeModel],
]);
