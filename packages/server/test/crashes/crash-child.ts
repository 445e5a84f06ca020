/** One process of a run that is killed again and again: it begins the run, or goes on with it. */
import { join } from 'node:path';
import { createEngine, EngineError, isArtifactRef, type Engine, type Run } from '@catena/engine';
import {
  createFsArtifactStore,
  createSharpImageTool,
  createSqlitePredictionCache,
  createSqliteRunStore,
  createWavAudioTool,
} from '@catena/engine/node';
import { createNodeLibrary } from '@catena/nodes';
import { createReplicate } from '@catena/providers';
import type { ChildOrder, ChildReport } from './child-order.ts';
import { crashWorkflow, wordsOf } from './crash-graph.ts';

/** Longer than a call is under way in these tests. */
const settleMs = 500;

function say(report: ChildReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function openEngine({ dataFolder, url, kind, guarded }: ChildOrder) {
  const at = (name: string) => join(dataFolder, name);
  const artifacts = createFsArtifactStore(at('artifacts'));
  const provider = createReplicate({ baseUrl: `${url}/v1`, limits: {}, settleMs });
  // Believes that what was not answered was not made.
  if (!guarded) provider.reconcile = async () => ({ kind: 'absent' });
  const engine = createEngine({
    library: createNodeLibrary(),
    providers: [provider],
    artifacts,
    media: { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) },
    runs: await createSqliteRunStore(at('runs.db')),
    ...(kind !== 'equal' && { cache: await createSqlitePredictionCache(at('cache.db')) }),
  });
  return { engine, artifacts };
}

async function goOn(engine: Engine, runId: string): Promise<Run> {
  try {
    return await engine.resume(runId);
  } catch (error) {
    if (!EngineError.isInstance(error) || error.code !== 'run-stuck') throw error;
    say({ type: 'stuck' });
    // As a person would who has looked at it.
    return engine.resume(runId, { force: true });
  }
}

async function carryOut(order: ChildOrder): Promise<void> {
  const { engine, artifacts } = await openEngine(order);
  const [runId] = await engine.abandonedRuns();
  const words = wordsOf(order.kind);
  const run =
    runId === undefined
      ? await engine.run(crashWorkflow(), { inputs: { words } })
      : await goOn(engine, runId);
  say({ type: 'began', runId: run.id });
  const { status, outputs, snapshot } = await run.result;
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  const { file } = outputs;
  const stored = isArtifactRef(file) ? await artifacts.stat(file.$artifact) : undefined;
  await engine.close();
  say({
    type: 'ended',
    status,
    steps: steps.length,
    text: outputs['text'],
    isWhole: stored !== undefined && outputs['sum'] === stored.$artifact,
    errors: steps.flatMap(({ error }) => (error ? [`${error.code}: ${error.message}`] : [])),
  });
}

await carryOut(JSON.parse(process.argv[2] ?? '') as ChildOrder);
