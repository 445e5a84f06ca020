import {
  createEngine,
  createMemoryArtifactStore,
  parseWorkflow,
  readAll,
  systemPlatform,
  isArtifactRef,
  type ErrorRecord,
  type RunResult,
  type Workflow,
} from '@catena/engine';
import { createSharpImageTool, createWavAudioTool } from '@catena/engine/node';
import { createNodeLibrary } from '@catena/nodes';
import { createReplicate, type ReplicateOptions } from '@catena/providers';
import { z } from 'zod';
import { FaultProxy, type CallKind, type FaultPlan } from './fault-proxy.ts';
import { createHastyClock } from './hasty-clock.ts';

const content = new TextEncoder().encode('what goes through the chain\n');
const haste = 10;

/** How a run behind the proxy ended. */
export interface ChainOutcome {
  status: RunResult['status'] | 'refused';
  /** Of the step that failed, or of the refusal. */
  error: ErrorRecord | undefined;
  /** Whether what came out is what went in. */
  isRight: boolean;
  spoiled: number;
  calls: readonly CallKind[];
}

/** Three models, each of which hands on the file that it gets. */
export function chainOf(label: string): Workflow {
  const node = (integer: number, from: string) => ({
    type: 'predict',
    provider: 'replicate',
    model: 'test/echo',
    input: { text: label, integer, file: { $from: from } },
  });
  return workflowOf({
    catena: 1,
    inputs: { file: { type: 'file' } },
    nodes: { one: node(1, 'inputs.file'), two: node(2, 'one.file'), three: node(3, 'two.file') },
    outputs: { file: { $from: 'three.file' } },
  });
}

export function workflowOf(document: unknown): Workflow {
  const { workflow, issues } = parseWorkflow(JSON.stringify(document));
  if (!workflow) throw new Error(JSON.stringify(issues));
  return workflow;
}

/** Runs a workflow against a server behind a proxy that spoils calls as planned. */
export async function runBehindProxy(
  workflow: Workflow,
  server: string,
  { plans = [], options = {} }: { plans?: readonly FaultPlan[]; options?: ReplicateOptions } = {},
): Promise<ChainOutcome> {
  const proxy = new FaultProxy(server, plans);
  const url = await proxy.start();
  const platform = { ...systemPlatform, clock: createHastyClock(haste) };
  const artifacts = createMemoryArtifactStore();
  const provider = createReplicate({
    baseUrl: `${url}/v1`,
    platform,
    settleMs: 500,
    limits: {},
    ...options,
  });
  const media = { images: createSharpImageTool(artifacts), audio: createWavAudioTool(artifacts) };
  const library = createNodeLibrary();
  const engine = createEngine({ platform, artifacts, media, library, providers: [provider] });
  try {
    const file = await artifacts.put(content);
    const inputs = 'file' in (workflow.inputs ?? {}) ? { file } : {};
    const run = await engine.run(workflow, { inputs });
    const { status, outputs, snapshot } = await run.result;
    const result = outputs['file'];
    const read = isArtifactRef(result)
      ? await readAll(artifacts.read(result.$artifact))
      : undefined;
    const isRight = read !== undefined && Buffer.from(read).equals(content);
    const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
    const error = steps.find((step) => step.error !== undefined)?.error ?? snapshot.error;
    return { status, error, isRight, spoiled: proxy.spoiled, calls: proxy.calls };
  } catch (error) {
    const refusal = error as ErrorRecord;
    return {
      status: 'refused',
      error: refusal,
      isRight: false,
      spoiled: proxy.spoiled,
      calls: proxy.calls,
    };
  } finally {
    await engine.close();
    await proxy.close();
  }
}

const pageSchema = z.object({
  next: z.string().nullable(),
  results: z.array(
    z.object({
      id: z.string(),
      model: z.string(),
      status: z.string(),
      input: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** A prediction as the server lists it. */
export type Listed = z.infer<typeof pageSchema>['results'][number];

/** All predictions that the server knows, whoever made them. */
export async function listPredictions(server: string): Promise<Listed[]> {
  const all: Listed[] = [];
  let next: string | null = `${server}/v1/predictions`;
  while (next !== null) {
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await (await fetch(next)).json());
    all.push(...page.results);
    next = page.next;
  }
  return all;
}
