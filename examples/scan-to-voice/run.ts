/** Embeds the receipt: shows the progress of each model, which is told beside the events and not kept. */
import { join } from 'node:path';
import { saveFile, withExample } from '../open-example.ts';

await withExample('scan-to-voice', async ({ workflow, folder, services }) => {
  const run = await services.engine.run(workflow, { folder, inputs: { voice: 'slt' } });
  const stopListening = run.subscribe({
    onNotice(notice) {
      if (notice.type !== 'progress') return;
      const share = notice.fraction === undefined ? '' : ` ${Math.round(notice.fraction * 100)} %`;
      console.log(`${notice.step}: ${notice.phase ?? notice.status}${share}`);
    },
    onEvent(event) {
      if (event.type === 'step.succeeded') console.log(`${event.step}: done`);
    },
  });
  const { outputs } = await run.result;
  stopListening();
  console.log(`total: ${String(outputs['total'])}`);
  const target = join(services.config.dataFolder, 'embedded', 'scan-to-voice');
  console.log(await saveFile(services, outputs['speech'], join(target, 'speech')));
});
