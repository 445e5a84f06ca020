/** Embeds the showcase: follows the run by its events, then saves the sheet and the voice. */
import { join } from 'node:path';
import { saveFile, withExample } from '../open-example.ts';

await withExample('showcase', async ({ workflow, folder, services }) => {
  const run = await services.engine.run(workflow, { folder });
  for await (const event of run.events()) {
    if (event.type === 'step.succeeded') console.log(`computed    ${event.step}`);
    else if (event.type === 'step.cached') console.log(`from cache  ${event.step}`);
    else if (event.type === 'step.failed') console.log(`failed      ${event.step}`, event.error);
  }
  const { status, outputs } = await run.result;
  console.log(`${status}: ${String(outputs['transcript'])}`);
  const target = join(services.config.dataFolder, 'embedded', 'showcase');
  for (const name of ['sheet', 'speech']) {
    console.log(await saveFile(services, outputs[name], join(target, name)));
  }
});
