import assert from 'node:assert/strict';
import { createMemoryArtifactStore, isArtifactRef, type ArtifactRef } from '@catena/engine';
import { describeProvider } from '@catena/providers/conformance';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createLocal } from '../src/index.ts';

async function picture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#369' } })
    .png()
    .toBuffer();
}

const dataUri = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`;

describeProvider(
  {
    name: 'local',
    async start() {
      const provider = createLocal();
      const large = dataUri(await picture(4000, 3000));
      return {
        provider,
        artifacts: createMemoryArtifactStore(),
        // Long enough for a model to be loaded on a machine with other work.
        deadlineMs: 10_000,
        models: {
          quick: {
            model: 'catena/detect-language',
            input: { text: 'Der Zug fährt heute später.' },
          },
          slow: { model: 'catena/upscale', input: { image: large } },
          refused: { model: 'catena/upscale', input: { image: large, scale: 5 } },
          unknown: { model: 'catena/upscael', version: 'catena/upscale:abc' },
          file: {
            model: 'catena/abstract-art',
            input: { prompt: 'a quiet harbour', width: 48, height: 32 },
            facts: { mediaType: 'image/png', width: 48, height: 32 },
          },
          fileInput: {
            model: 'catena/upscale',
            content: await picture(20, 10),
            input: (image: ArtifactRef) => ({ image }),
            check: (output) => {
              assert.ok(isArtifactRef(output));
              assert.deepEqual([output.width, output.height], [40, 20]);
            },
          },
          failing: {
            model: 'catena/upscale',
            input: { image: dataUri(Buffer.from('no picture')) },
            message: '"image"',
          },
          telling: {
            model: 'catena/upscale',
            input: { image: dataUri(await picture(300, 200)) },
          },
        },
        close: async () => provider.close?.(),
      };
    },
  },
  { describe, it, beforeAll, afterAll },
);
