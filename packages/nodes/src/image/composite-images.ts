import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

const offset = z.int().min(-16_384).max(16_384).default(0);

/** Lays one picture over another. */
export const compositeImages = defineNode({
  type: 'image.composite',
  version: 1,
  title: 'Composite images',
  description: 'Lays a picture over another, where wanted only where a mask is white.',
  category: 'image',
  input: z.object({
    base: port.image().meta({ title: 'Base', description: 'The picture below.' }),
    overlay: port.image().meta({ title: 'Overlay', description: 'The picture on top.' }),
    mask: port.image().optional().meta({
      title: 'Mask',
      description:
        'Grey picture: white shows the overlay, black the base. Stretched to the overlay.',
    }),
    left: offset.meta({
      title: 'Left',
      description: 'Where the overlay starts, in pixels from the left edge of the base.',
    }),
    top: offset.meta({
      title: 'Top',
      description: 'Where the overlay starts, in pixels from the upper edge of the base.',
    }),
    fitBase: z.boolean().default(false).meta({
      title: 'Fit base',
      description: 'Scale the base to fill the size of the overlay, as for a new background.',
    }),
    opacity: z.number().min(0).max(1).default(1).meta({
      title: 'Opacity',
      description: 'From 0, the overlay cannot be seen, to 1, it covers the base.',
    }),
  }),
  output: z.object({
    image: port.image().meta({ title: 'Image', description: 'Both pictures as one.' }),
  }),
  async run({ input: { mask, ...options }, images }) {
    return { image: await images.composite({ ...options, ...(mask && { mask }) }) };
  },
});
