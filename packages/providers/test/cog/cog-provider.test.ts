import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createMemoryArtifactStore, type ArtifactRef } from '@catena/engine';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createCog } from '../../src/index.ts';
import { describeProvider } from '../../src/conformance/index.ts';
import { startCogProcess } from './start-cog-process.ts';

const names = ['echo', 'slow', 'picture', 'digest', 'fail', 'words', 'booting'];
const content = new TextEncoder().encode('what is in the file');

describeProvider(
  {
    name: 'cog',
    async start() {
      const containers = await startCogProcess();
      const provider = createCog({
        containers: names.map((name) => ({ name, url: containers.url(name), concurrency: 2 })),
        timing: { acceptMs: 100, pollMs: 50 },
      });
      return {
        provider,
        artifacts: createMemoryArtifactStore(),
        deadlineMs: 600,
        models: {
          quick: { model: 'cog/echo', input: { text: 'ab', times: 2 }, output: 'abab' },
          slow: { model: 'cog/slow', input: {} },
          refused: { model: 'cog/echo', input: { text: 7 } },
          unknown: { model: 'cog/nothing', version: 'cog/echo:abc' },
          file: {
            model: 'cog/picture',
            input: {},
            facts: { mediaType: 'image/png', width: 2, height: 1 },
          },
          fileInput: {
            model: 'cog/digest',
            content,
            input: (file: ArtifactRef) => ({ file }),
            check: (output) =>
              assert.deepEqual(output, {
                sha256: createHash('sha256').update(content).digest('hex'),
                size: content.length,
              }),
          },
          failing: { model: 'cog/fail', input: { text: 'no luck' }, message: 'no luck' },
          streaming: {
            model: 'cog/words',
            input: { text: 'piece by piece ', delayMs: 20 },
            text: 'piece by piece ',
          },
          telling: { model: 'cog/echo', input: { text: 'a' } },
          booting: { model: 'cog/booting', input: {} },
        },
        async close() {
          await provider.close?.();
          await containers.stop();
        },
      };
    },
  },
  { describe, it, beforeAll, afterAll },
);
