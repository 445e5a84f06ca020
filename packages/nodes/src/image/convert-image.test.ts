import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { convertImage } from './convert-image.ts';

it('asks for the format', async () => {
  const { toolCalls } = await runNode(convertImage, { image: imageRef(), format: 'webp' });
  expect(toolCalls).toEqual([['convert', imageRef(), { format: 'webp', quality: 85 }]]);
});
