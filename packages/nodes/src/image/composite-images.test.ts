import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { compositeImages } from './composite-images.ts';

const base = imageRef('aa');
const overlay = imageRef('bb');
const defaults = { left: 0, top: 0, fitBase: false, opacity: 1 };

it('lays the overlay on the base at its corner', async () => {
  const { toolCalls } = await runNode(compositeImages, { base, overlay });
  expect(toolCalls).toEqual([['composite', { base, overlay, ...defaults }]]);
});

it('passes on mask and settings', async () => {
  const input = { base, overlay, mask: imageRef('cc'), left: -3, fitBase: true, opacity: 0.5 };
  const { toolCalls } = await runNode(compositeImages, input);
  expect(toolCalls).toEqual([['composite', { ...defaults, ...input }]]);
});
