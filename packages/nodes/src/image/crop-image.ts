import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

const boxSchema = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});

/** Cuts a box out of a picture. */
export const cropImage = defineNode({
  type: 'image.crop',
  version: 1,
  title: 'Crop image',
  description: 'Cuts a box out of a picture, such as a face or a line of text that a model found.',
  category: 'image',
  input: z.object({
    image: port.image().meta({ title: 'Image', description: 'The picture to cut from.' }),
    box: port.json().meta({
      each: true,
      title: 'Box',
      description: '{left, top, width, height} in pixels from the top left corner.',
    }),
    margin: z.number().min(0).max(200).default(0).meta({
      title: 'Margin',
      description: 'How much to add on every side, in percent of the size of the box.',
    }),
  }),
  output: z.object({
    image: port.image().meta({ title: 'Image', description: 'What is in the box.' }),
  }),
  async run({ input: { image, box, margin }, images }) {
    const parsed = boxSchema.safeParse(box);
    if (!parsed.success) {
      throw new EngineError({
        code: 'invalid-box',
        message: `The box is not {left, top, width, height} in pixels: ${z.prettifyError(parsed.error)}`,
        hint: 'Connect the boxes of a detection model, or write one.',
      });
    }
    const { left, top, width, height } = parsed.data;
    const marginX = (width * margin) / 100;
    const marginY = (height * margin) / 100;
    const start = { left: Math.floor(left - marginX), top: Math.floor(top - marginY) };
    const size = {
      width: Math.ceil(left + width + marginX) - start.left,
      height: Math.ceil(top + height + marginY) - start.top,
    };
    return { image: await images.crop(image, { ...start, ...size }) };
  },
});
