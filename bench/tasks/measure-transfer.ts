import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow, type Engine } from '@catena/engine';
import { createServices, loadConfig } from '@catena/server';
import { footprintOf, type Footprint } from '../memory.ts';

const bytesPerMegabyte = 1_000_000;
const warmBytes = 8 * 1024 * 1024;

function transferOf(sizeBytes: number) {
  const { workflow, issues } = parseWorkflow(
    JSON.stringify({
      catena: 1,
      nodes: {
        make: {
          type: 'predict',
          provider: 'replicate',
          model: 'test/bytes',
          input: { size: sizeBytes, seed: 7 },
        },
        read: {
          type: 'predict',
          provider: 'replicate',
          model: 'test/digest',
          input: { file: { $from: 'make.output' } },
        },
      },
      outputs: { size: { $from: 'read.size' }, sha256: { $from: 'read.sha256' } },
    }),
  );
  if (!workflow) throw new Error(`The document is wrong: ${issues[0]?.message ?? ''}`);
  return workflow;
}

async function transfer(engine: Engine, sizeBytes: number): Promise<void> {
  const run = await engine.run(transferOf(sizeBytes), { fresh: true });
  const { status, outputs, snapshot } = await run.result;
  if (status === 'succeeded' && outputs['size'] === sizeBytes) return;
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  const said = steps.find(({ error }) => error !== undefined)?.error?.message;
  throw new Error(`The transfer ended ${status}: ${said ?? JSON.stringify(outputs)}`);
}

/** A process of Catena that calls another: one model makes a file, the next one reads it. */
export async function measureTransfer(parameters: {
  url: string;
  sizeBytes: number;
}): Promise<Footprint & { peakMB: number }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-transfer-'));
  const environment = { CATENA_REPLICATE_URL: `${parameters.url}/v1`, CATENA_LOG: 'silent' };
  const services = await createServices(loadConfig(environment, { dataFolder }));
  try {
    // What is loaded once belongs to the idle process.
    await transfer(services.engine, warmBytes);
    const footprint = await footprintOf(() => transfer(services.engine, parameters.sizeBytes));
    return { ...footprint, peakMB: (process.resourceUsage().maxRSS * 1024) / bytesPerMegabyte };
  } finally {
    await services.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
