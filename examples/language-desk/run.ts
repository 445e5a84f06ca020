/** Embeds the desk: cancels a run in the middle, then runs it again, which goes on from the cache. */
import type { Run, RunResult } from '@catena/engine';
import { withExample } from '../open-example.ts';

function countSteps({ snapshot }: RunResult, status: string): number {
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  return steps.filter((step) => step.status === status).length;
}

async function cancelAfterFirstStep(run: Run): Promise<RunResult> {
  for await (const event of run.events()) {
    if (event.type === 'step.succeeded' || event.type === 'step.cached') run.cancel();
  }
  return run.result;
}

function report(title: string, result: RunResult): void {
  const counts = ['succeeded', 'cached', 'skipped', 'canceled'].map(
    (status) => `${countSteps(result, status)} ${status}`,
  );
  console.log(`${title}: ${result.status}; steps: ${counts.join(', ')}`);
}

await withExample('language-desk', async ({ workflow, services: { engine } }) => {
  report('first run', await cancelAfterFirstStep(await engine.run(workflow)));
  const second = await engine.run(workflow);
  const result = await second.result;
  report('second run', result);
  console.log(result.outputs['to-translate']);
});
