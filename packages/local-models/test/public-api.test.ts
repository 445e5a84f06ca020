import { expect, it } from 'vitest';

it('exports what it promises', async () => {
  const exported = Object.keys(await import('@catena/local-models')).toSorted();
  expect(exported).toMatchInlineSnapshot(`
    [
      "createLocal",
    ]
  `);
});
