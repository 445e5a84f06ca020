import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { cropImage } from './crop-image.ts';

const image = imageRef();

it('rounds the box outwards to whole pixels', async () => {
  const box = { left: 10.6, top: 20, width: 30.1, height: 5, score: 0.9 };
  const { toolCalls } = await runNode(cropImage, { image, box });
  expect(toolCalls).toEqual([['crop', image, { left: 10, top: 20, width: 31, height: 5 }]]);
});

it('adds the margin on every side', async () => {
  const box = { left: 5, top: 20, width: 40, height: 20 };
  const { toolCalls } = await runNode(cropImage, { image, box, margin: 25 });
  expect(toolCalls).toEqual([['crop', image, { left: -5, top: 15, width: 60, height: 30 }]]);
});

it.each([{ left: 1, top: 1, width: 5 }, { left: 1, top: 1, width: 0, height: 5 }, null, [1, 2]])(
  'refuses the box %j',
  async (box) => {
    await expect(runNode(cropImage, { image, box })).rejects.toMatchObject({ code: 'invalid-box' });
  },
);
