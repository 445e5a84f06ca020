import { expect, it } from 'vitest';
import { nearestNames } from './nearest-names.ts';

it('gives the closest names first and leaves out what is far', () => {
  const known = ['catena/upscale', 'catena/speak', 'catena/transcribe'];
  expect(nearestNames('catena/speek', known)[0]).toBe('catena/speak');
  expect(nearestNames('upscale', known)).toEqual(['catena/upscale']);
  expect(nearestNames('zzzzzzzzzzzzzzzzzzzzzzz', known)).toEqual([]);
});
