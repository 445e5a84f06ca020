import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CogContainerOptions, CogModel } from './cog-container.ts';

/** 2 × 1 pixels. */
export const smallPng =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';

const file = { type: 'string', format: 'uri' };
const text = { type: 'string' };

const echo: CogModel = {
  input: { text, times: { type: 'integer', default: 1 } },
  required: ['text'],
  output: text,
  async predict({ text: said, times = 1 }, { log }) {
    log(' 50%|#####     | 1/2 [00:00<00:00]\n');
    return String(said).repeat(Number(times));
  },
};

/** Works until it is told to stop. */
const slow: CogModel = {
  input: { text },
  output: text,
  async predict(_input, { signal }) {
    await delay(120_000, undefined, { signal });
    return 'late';
  },
};

const picture: CogModel = {
  input: { count: { type: 'integer', default: 1 } },
  output: { type: 'array', items: file },
  async predict({ count = 1 }) {
    return Array.from({ length: Number(count) }, () => smallPng);
  },
};

/** Fetches or decodes its file, as Cog does with what is a `Path`. */
const digest: CogModel = {
  input: { file },
  required: ['file'],
  output: { type: 'object', properties: { sha256: text, size: { type: 'integer' } } },
  async predict({ file: address }) {
    const bytes = Buffer.from(await (await fetch(String(address))).arrayBuffer());
    return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  },
};

const fail: CogModel = {
  input: { text },
  output: text,
  async predict({ text: said = 'it broke' }) {
    throw new Error(String(said));
  },
};

const words: CogModel = {
  input: { text, delayMs: { type: 'integer', default: 0 } },
  required: ['text'],
  output: {
    type: 'array',
    items: text,
    'x-cog-array-type': 'iterator',
    'x-cog-array-display': 'concatenate',
  },
  streaming: true,
  async predict({ text: said, delayMs = 0 }, { signal, yield: give }) {
    const pieces = String(said).split(/(?<= )/);
    for (const piece of pieces) {
      await delay(Number(delayMs), undefined, { signal });
      give(piece);
    }
    return pieces;
  },
};

/** The containers that tests start, each by the name workflows use. */
export const cogModels: Record<string, { model: CogModel; options?: CogContainerOptions }> = {
  echo: { model: echo, options: { slots: 2 } },
  slow: { model: slow, options: { slots: 4 } },
  picture: { model: picture },
  digest: { model: digest },
  fail: { model: fail },
  words: { model: words },
  booting: { model: slow, options: { setupMs: 120_000, setupLogs: 'loading weights\nwarming up' } },
  broken: { model: echo, options: { setupFails: true, setupLogs: 'CUDA out of memory' } },
  old: { model: echo, options: { old: true } },
};
