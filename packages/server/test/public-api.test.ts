import { expect, it } from 'vitest';

it('exports what it promises', async () => {
  const exported = Object.keys(await import('@catena/server')).toSorted();
  expect(exported).toMatchInlineSnapshot(`
    [
      "createApp",
      "createServices",
      "environmentSchema",
      "loadConfig",
      "openWorkflowFolder",
      "startServer",
    ]
  `);
});
