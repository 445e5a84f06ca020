import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

/** Writes a picture in another format. */
export const convertImage = defineNode({
  type: 'image.convert',
  version: 1,
  title: 'Convert image',
  description: 'Writes a picture in another file format.',
  category: 'image',
  input: z.object({
    image: port.image().meta({ title: 'Image', description: 'The picture to convert.' }),
    format: z
      .enum(['png', 'jpeg', 'webp', 'avif'])
      .default('png')
      .meta({ title: 'Format', description: 'JPEG cannot be transparent and turns it white.' }),
    quality: z.int().min(1).max(100).default(85).meta({
      title: 'Quality',
      description: 'From 1, small file, to 100, best picture. PNG is always exact.',
    }),
  }),
  output: z.object({
    image: port.image().meta({ title: 'Image', description: 'The converted picture.' }),
  }),
  async run({ input: { image, format, quality }, images }) {
    return { image: await images.convert(image, { format, quality }) };
  },
});
