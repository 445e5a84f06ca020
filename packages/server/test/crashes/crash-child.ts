/** One process of a run that is killed again and again: it begins the run, or goes on with it. */
import { join } from 'node:path';
import { createEngine, EngineError, type Engine, type Run } from '@catena/engine';
import {
  createFsArtifactStore,
  createSharpImageTool,
  createSqlitePredictionCache,
  createSqliteRunStore,
  createWavAudioTool,
} from '@catena/engine/node';
import { createNodeLibrary } from '@catena/nodes';
import { createReplicate } from '@catena/providers';
import type { ChildOrder, ChildWord } from './child-order.ts';
import { crashWorkflow, wordsOf } from './crash-graph.ts';

/** Longer than a call is under way in these tests. */
const settleMs = 500;

function say(word: ChildWord): void {
  process.stdout.write(`${word}\n`);
}

async function openEngine({ dataFolder, url, kind, guarded }: ChildOrder) {
  const at = (name: string) => join(dataFolder, name);
  const artifacts = createFsArtifactStore(at('artifacts'));
  const provider = createReplicate({ baseUrl: `${url}/v1`, limits: {}, settleMs });
  // Believes that what was not answered was not made.
  if (!guarded) provider.reconcile = async () => ({ kind: 'absent' });
  const runs = await createSqliteRunStore(at('runs.db'));
  const engine = createEngine({
    library: createNodeLibrary(),
    providers: [provider],
    artifacts,
    media: { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) },
    runs,
    ...(kind !== 'equal' && { cache: await createSqlitePredictionCache(at('cache.db')) }),
  });
  return { engine, runs };
}

async function goOn(engine: Engine, runId: string): Promise<Run> {
  try {
    return await engine.resume(runId);
  } catch (error) {
    if (!EngineError.isInstance(error) || error.code !== 'run-stuck') throw error;
    say('stuck');
    // As a person would who has looked at it.
    return engine.resume(runId, { force: true });
  }
}

async function carryOut(order: ChildOrder): Promise<void> {
  const { engine, runs } = await openEngine(order);
  const [known] = await runs.list();
  const [abandoned] = await engine.abandonedRuns();
  // One that was killed after its last event had ended the run all the same.
  const hasEnded = known !== undefined && abandoned === undefined;
  if (!hasEnded) {
    const inputs = { words: wordsOf(order.kind, order.label) };
    const run =
      abandoned === undefined
        ? await engine.run(crashWorkflow(), { inputs })
        : await goOn(engine, abandoned);
    say('began');
    await run.result;
  }
  await engine.close();
  say('ended');
}

await carryOut(JSON.parse(process.argv[2] ?? '') as ChildOrder);
