import { expect, it } from 'vitest';

it('exports what it promises', async () => {
  const exported = Object.keys(await import('@catena/providers')).toSorted();
  expect(exported).toEqual(['createCog', 'createReplicate', 'replicateUrl']);
  const conformance = Object.keys(await import('@catena/providers/conformance'));
  expect(conformance).toEqual(['describeProvider']);
});
