import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { resizeImage } from './resize-image.ts';

it('passes on the sides that are given', async () => {
  const { toolCalls, output } = await runNode(resizeImage, { image: imageRef(), width: 64 });
  expect(toolCalls).toEqual([['resize', imageRef(), { width: 64, fit: 'inside' }]]);
  expect(output).toHaveProperty('image.$artifact');
});

it('needs a side', async () => {
  await expect(runNode(resizeImage, { image: imageRef() })).rejects.toMatchObject({
    code: 'missing-size',
  });
});
