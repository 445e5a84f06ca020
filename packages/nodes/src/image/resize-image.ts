import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

/** Changes the size of a picture. */
export const resizeImage = defineNode({
  type: 'image.resize',
  version: 1,
  title: 'Resize image',
  description: 'Makes a picture smaller or larger. With one side given, the other follows.',
  category: 'image',
  input: z.object({
    image: port.image().meta({ title: 'Image', description: 'The picture to resize.' }),
    width: z
      .int()
      .min(1)
      .max(16_384)
      .optional()
      .meta({ title: 'Width', description: 'In pixels.' }),
    height: z
      .int()
      .min(1)
      .max(16_384)
      .optional()
      .meta({ title: 'Height', description: 'In pixels.' }),
    fit: z.enum(['inside', 'cover', 'contain', 'fill']).default('inside').meta({
      title: 'Fit',
      description:
        'With both sides given: inside keeps all of it within them, cover fills and cuts off, contain adds a border, fill stretches.',
    }),
  }),
  output: z.object({
    image: port.image().meta({ title: 'Image', description: 'The resized picture.' }),
  }),
  async run({ input: { image, width, height, fit }, images }) {
    if (width === undefined && height === undefined) {
      throw new EngineError({
        code: 'missing-size',
        message: 'Neither a width nor a height was given.',
        hint: 'Give at least one of them, in pixels.',
      });
    }
    const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
    return { image: await images.resize(image, { ...size, fit }) };
  },
});
