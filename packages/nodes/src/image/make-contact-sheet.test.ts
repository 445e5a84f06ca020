import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { makeContactSheet } from './make-contact-sheet.ts';

it('asks for a sheet of all pictures', async () => {
  const images = [imageRef('aa'), imageRef('bb')];
  const { toolCalls } = await runNode(makeContactSheet, { images, labels: ['one'], columns: 2 });
  expect(toolCalls).toEqual([
    ['contactSheet', { images, labels: ['one'], columns: 2, cellSize: 320, background: '#ffffff' }],
  ]);
});

it('needs a picture', async () => {
  await expect(runNode(makeContactSheet, { images: [] })).rejects.toMatchObject({
    code: 'empty-list',
  });
});
