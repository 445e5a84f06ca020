import { expect, it } from 'vitest';
import { audioRef, runNode } from '../../test/node-context.ts';
import { concatenateAudios } from './concatenate-audios.ts';

it('asks for all sounds in order', async () => {
  const audios = [audioRef('bb'), audioRef('aa')];
  const { toolCalls } = await runNode(concatenateAudios, { audios, gapSeconds: 0.3 });
  expect(toolCalls).toEqual([['concatenate', audios, { gapSeconds: 0.3 }]]);
});

it('needs a sound', async () => {
  await expect(runNode(concatenateAudios, { audios: [] })).rejects.toMatchObject({
    code: 'empty-list',
  });
});
