/** The provider `replicate` against Catena's own server, which answers as Replicate does, behind a slow proxy. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createMemoryArtifactStore, type ArtifactRef } from '@catena/engine';
import { createReplicate } from '@catena/providers';
import { describeProvider } from '@catena/providers/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openServer } from '../open-server.ts';
import { FaultProxy } from './fault-proxy.ts';
import { faults } from './faults.ts';

/** 2 × 1 pixels. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const content = new TextEncoder().encode('what is in the file');
const slowCalls = 40;

describeProvider(
  {
    name: 'replicate',
    async start() {
      const environment = { CATENA_TEST_MODE: '1', CATENA_RATE_LIMIT: '100000/min' };
      const bench = await openServer(environment);
      const fault = faults['trickles in'];
      const plans = Array.from({ length: slowCalls }, (_, index) => {
        return { kind: 'create' as const, nth: index * 2 + 1, times: 1, fault };
      });
      const proxy = new FaultProxy(bench.url, plans);
      const url = await proxy.start();
      const provider = createReplicate({ baseUrl: `${url}/v1` });
      return {
        provider,
        artifacts: createMemoryArtifactStore(),
        // The shortest that Replicate takes.
        deadlineMs: 5000,
        models: {
          quick: { model: 'test/sleep', input: { seconds: 0, text: 'a' }, output: 'a' },
          slow: { model: 'test/stuck', input: {} },
          refused: { model: 'test/echo', input: { integer: 99 } },
          unknown: { model: 'test/nothing', version: `test/echo:${'a'.repeat(64)}` },
          file: {
            model: 'test/echo',
            input: { image: picture },
            facts: { mediaType: 'image/png', width: 2, height: 1 },
          },
          fileInput: {
            model: 'test/digest',
            content,
            input: (file: ArtifactRef) => ({ file }),
            check(output) {
              const sha256 = createHash('sha256').update(content).digest('hex');
              assert.equal((output as Record<string, unknown>)['sha256'], sha256);
            },
          },
          failing: { model: 'test/fail', input: { message: 'no luck' }, message: 'no luck' },
          streaming: {
            model: 'test/stream',
            input: { text: 'one word after another', delay_ms: 100 },
            text: 'one word after another',
          },
          telling: { model: 'test/sleep', input: { seconds: 1 } },
          booting: { model: 'test/boot', input: { seconds: 600 } },
        },
        async close() {
          await provider.close?.();
          await proxy.close();
          await bench.close();
        },
      };
    },
  },
  { describe, it, beforeAll, afterAll },
);
