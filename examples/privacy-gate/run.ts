/** Embeds the gate: reads in the snapshot which way each photo went, and why steps were skipped. */
import { join } from 'node:path';
import { saveFile, withExample } from '../open-example.ts';

await withExample('privacy-gate', async ({ workflow, folder, services }) => {
  const run = await services.engine.run(workflow, { folder });
  const { outputs, snapshot } = await run.result;
  for (const id of ['hidden', 'web']) {
    for (const step of snapshot.nodes[id]?.steps ?? []) {
      const { id: name, status, skipped } = step;
      console.log(`${name}: ${status}${skipped ? ` (${skipped.kind} at ${skipped.origin})` : ''}`);
    }
  }
  const target = join(services.config.dataFolder, 'embedded', 'privacy-gate');
  console.log(await saveFile(services, outputs['overview'], join(target, 'overview')));
});
