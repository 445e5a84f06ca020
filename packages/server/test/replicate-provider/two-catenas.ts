import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow, type Run, type RunNotice, type Workflow } from '@catena/engine';
import { listPredictions, type Listed } from '../faults/chain-bench.ts';
import { openServer, type ServerBench } from '../open-server.ts';
import { startCatena, type CatenaProcess } from '../replicate-client/start-catena.ts';

/** A Catena that calls models, and one in a process of its own that answers as Replicate does. */
export interface TwoCatenas {
  caller: ServerBench;
  answering: CatenaProcess;
  start(document: object, inputs?: Record<string, unknown>): Promise<StartedRun>;
  /** What the answering server knows of, of this model. */
  predictionsOf(model: string): Promise<Listed[]>;
  /** Of any model, those that have not ended. */
  unended(): Promise<Listed[]>;
  stop(): Promise<void>;
}

export interface StartedRun {
  run: Run;
  notices: RunNotice[];
}

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'canceled', 'aborted']);

function toWorkflow(document: object): Workflow {
  const { workflow, issues } = parseWorkflow(JSON.stringify({ catena: 1, ...document }));
  if (workflow) return workflow;
  throw new Error(issues.map(({ message }) => message).join('\n'));
}

/** @param environment - Of the answering one. */
export async function startTwoCatenas(
  environment: Record<string, string> = {},
): Promise<TwoCatenas> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-answering-'));
  const answering = await startCatena(folder, [], environment);
  const caller = await openServer({ CATENA_REPLICATE_URL: `${answering.url}/v1` });
  const list = () => listPredictions(answering.url);
  return {
    caller,
    answering,
    async start(document, inputs = {}) {
      const run = await caller.services.engine.run(toWorkflow(document), { inputs, fresh: true });
      const notices: RunNotice[] = [];
      run.subscribe({ onNotice: (notice) => notices.push(notice) });
      return { run, notices };
    },
    predictionsOf: async (model) => (await list()).filter((one) => one.model === model),
    unended: async () => (await list()).filter(({ status }) => !ended.has(status)),
    async stop() {
      await caller.close();
      await answering.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A node that calls a model of the answering server. */
export function callOf(model: string, input: object = {}, more: object = {}): object {
  return { type: 'predict', provider: 'replicate', model, input, ...more };
}
