/** Embeds a workflow that runs another one, and watches the inner one from the outside. */
import { filesOf, itemsOf, withExample } from '../open-example.ts';

await withExample('workflow-in-workflow', async ({ workflow, folder, services: { engine } }) => {
  const run = await engine.run(workflow, { folder });
  const { outputs, snapshot } = await run.result;
  for (const [id, { steps }] of Object.entries(snapshot.nodes)) {
    if (id.includes('/')) console.log(`${id}: ${steps.length} steps`);
  }
  for (const [index, faces] of itemsOf(outputs['faces']).entries()) {
    console.log(`photo ${index + 1}: faces found: ${filesOf(faces).length}`);
  }
});
