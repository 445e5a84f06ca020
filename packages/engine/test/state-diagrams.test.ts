import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { stateDiagrams } from './state-diagrams.ts';

it('the diagrams in the docs are those of the machines', async () => {
  const written = await readFile(
    new URL('../../../docs/state-machines.md', import.meta.url),
    'utf8',
  );
  expect(written, 'run scripts/write-diagrams.ts').toBe(stateDiagrams());
});
