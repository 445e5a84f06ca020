import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

/** Lays pictures out in a grid. */
export const makeContactSheet = defineNode({
  type: 'image.contact-sheet',
  version: 1,
  title: 'Contact sheet',
  description: 'Lays all pictures of a list out in a grid, with a line of text below each.',
  category: 'image',
  input: z.object({
    images: z
      .array(port.image())
      .meta({ title: 'Images', description: 'The pictures, in reading order.' }),
    labels: z
      .array(z.string())
      .default([])
      .meta({ title: 'Labels', description: 'One line of text for each picture.' }),
    columns: z
      .int()
      .min(1)
      .max(50)
      .default(4)
      .meta({ title: 'Columns', description: 'Pictures side by side.' }),
    cellSize: z.int().min(32).max(2048).default(320).meta({
      title: 'Cell size',
      description: 'Width and height in pixels that each picture is fitted into.',
    }),
    background: z.string().max(60).default('#ffffff').meta({
      title: 'Background',
      description: 'A CSS colour, such as #1e1e24 or white.',
    }),
  }),
  output: z.object({
    image: port.image().meta({ title: 'Image', description: 'The sheet.' }),
  }),
  async run({ input, images }) {
    if (input.images.length === 0) {
      throw new EngineError({
        code: 'empty-list',
        message: 'There is no picture to put on the contact sheet.',
        hint: 'The list is empty, or every item failed or was skipped upstream.',
      });
    }
    return { image: await images.contactSheet(input) };
  },
});
