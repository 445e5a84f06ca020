import { expect, it } from 'vitest';
import { audioRef, runNode } from '../../test/node-context.ts';
import { cutAudio } from './cut-audio.ts';

it('asks for the part', async () => {
  const input = { audio: audioRef(), startSeconds: 0.5, endSeconds: 1.25 };
  const { toolCalls } = await runNode(cutAudio, input);
  expect(toolCalls).toEqual([['cut', audioRef(), { startSeconds: 0.5, endSeconds: 1.25 }]]);
});

it('refuses an end that is not after the start', async () => {
  const input = { audio: audioRef(), startSeconds: 2, endSeconds: 2 };
  await expect(runNode(cutAudio, input)).rejects.toMatchObject({ code: 'invalid-range' });
});
