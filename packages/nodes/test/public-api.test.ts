import { expect, it } from 'vitest';

it('exports what it promises', async () => {
  const exported = Object.keys(await import('../src/index.ts')).sort();
  expect(exported).toMatchInlineSnapshot(`
    [
      "allNodes",
      "createNodeLibrary",
      "isComfyuiGraph",
      "readComfyui",
    ]
  `);
});
