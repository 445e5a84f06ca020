import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  WorkflowGraph,
  workflowSchemaUrl,
  writeWorkflow,
  type RunEvent,
  type RunOptions,
  type RunResult,
  type Workflow,
} from '@catena/engine';
import { createServices, loadConfig, type Services } from '@catena/server';
import { expectations } from './expectations.ts';
import { examplesFolder, readExample } from './open-example.ts';

const runFile = promisify(execFile);
const largestFileBytes = 400_000;
const card = { width: 240, height: 200 };

const names = readdirSync(examplesFolder).filter((name) =>
  existsSync(join(examplesFolder, name, 'workflow.json')),
);

let dataFolder = '';
let services: Services;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'catena-examples-'));
  services = await createServices(loadConfig(process.env, { dataFolder }));
});

afterAll(async () => {
  await services.close();
  await rm(dataFolder, { recursive: true, force: true });
});

const readText = (...path: string[]): Promise<string> =>
  readFile(join(examplesFolder, ...path), 'utf8');

async function runExample(
  name: string,
  options: RunOptions = {},
): Promise<RunResult & { events: RunEvent[] }> {
  const { workflow, folder } = await readExample(name);
  const run = await services.engine.run(workflow, { folder, ...options });
  const events: RunEvent[] = [];
  for await (const event of run.events()) events.push(event);
  return { ...(await run.result), events };
}

/** Errors of steps, so that a failing test says what went wrong. */
function errorsOf({ snapshot }: RunResult): unknown[] {
  const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
  return steps.flatMap(({ id, error }) => (error ? [{ step: id, ...error }] : []));
}

function countByStatus({ snapshot }: RunResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of Object.values(snapshot.nodes).flatMap((node) => node.steps)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function placeOf({ layout = {} }: Workflow, id: string): [number, number] {
  const place = layout[id];
  expect(place, `${id} has a place`).toEqual([expect.any(Number), expect.any(Number)]);
  return place as [number, number];
}

it('has an expectation of every example', () => {
  expect(Object.keys(expectations).toSorted()).toEqual(names.toSorted());
});

it('is listed in README.md, every example', async () => {
  const readme = await readText('..', 'README.md');
  for (const name of names) expect(readme).toContain(`](examples/${name})`);
});

describe.each(names)('%s', (name) => {
  const root = join(examplesFolder, name);
  let first: RunResult;

  it('is written as Catena writes, and is valid', async () => {
    const { workflow, folder } = await readExample(name);
    expect(writeWorkflow(workflow)).toBe(await readText(name, 'workflow.json'));
    expect(workflow['$schema']).toBe(workflowSchemaUrl);
    expect(await services.engine.validate(workflow, { folder })).toEqual([]);
  });

  it('is laid out from left to right, and no card lies on another', async () => {
    const { workflow } = await readExample(name);
    const ids = Object.keys(workflow.nodes);
    for (const [index, id] of ids.entries()) {
      const [x, y] = placeOf(workflow, id);
      for (const other of ids.slice(index + 1)) {
        const [otherX, otherY] = placeOf(workflow, other);
        const apart = Math.abs(x - otherX) >= card.width || Math.abs(y - otherY) >= card.height;
        expect(apart, `${id} and ${other} lie apart`).toBe(true);
      }
    }
    for (const { source, target } of new WorkflowGraph(workflow).edges) {
      expect(placeOf(workflow, source)[0]).toBeLessThan(placeOf(workflow, target)[0]);
    }
  });

  it('says what its outputs are, and where its files come from', async () => {
    const { workflow } = await readExample(name);
    const readme = await readText(name, 'README.md');
    for (const output of Object.keys(workflow.outputs ?? {})) {
      expect(readme).toContain(`\`${output}\``);
    }
    expect(readme).toContain('](result.png)');
    const inputs = existsSync(join(root, 'inputs')) ? readdirSync(join(root, 'inputs')) : [];
    if (inputs.length === 0) return;
    const attribution = await readText(name, 'ATTRIBUTION.md');
    for (const file of inputs) expect(attribution).toContain(`inputs/${file}`);
  });

  it('brings a picture of its result', async () => {
    const picture = await readFile(join(root, 'result.png'));
    const { format, width } = await sharp(picture).metadata();
    expect(format).toBe('png');
    expect(width).toBeGreaterThan(600);
    expect(picture.length).toBeLessThan(largestFileBytes);
  });

  it('is planned', async () => {
    const { workflow, folder } = await readExample(name);
    const plan = await services.engine.plan(workflow, { folder });
    // Nodes of a workflow that a node runs are planned beside it.
    const own = plan.nodes.map(({ id }) => id).filter((id) => !id.includes('/'));
    expect(own.toSorted()).toEqual(Object.keys(workflow.nodes));
    expect(plan.calls.length).toBeGreaterThan(0);
  });

  it('goes through dry without calling a model', async () => {
    const result = await runExample(name, { dry: true });
    expect(result.status, JSON.stringify(errorsOf(result))).toBe('succeeded');
    expect(result.events.filter(({ type }) => type === 'step.intent')).toEqual([]);
  });

  it('runs on the local models, and its outputs hold', async () => {
    const result = await runExample(name);
    first = result;
    expect(errorsOf(result)).toEqual([]);
    expect(result.status).toBe('succeeded');
    expect(result.events.some(({ type }) => type === 'step.intent')).toBe(true);
    expectations[name]?.check(result);
  });

  it('computes nothing twice', async () => {
    const again = await runExample(name);
    const { skipped: skippedFirst = 0 } = countByStatus(first);
    const { skipped = 0, cached = 0, ...others } = countByStatus(again);
    expect(others).toEqual({});
    expect(cached).toBeGreaterThan(0);
    expect(skipped).toBe(skippedFirst);
    expect(again.outputs).toEqual(first.outputs);
  });

  it('is embedded by its run.ts', async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const options = ['--conditions=@catena/source', '--import', tsx, join(root, 'run.ts')];
    const environment = { ...process.env, CATENA_DATA: dataFolder };
    const { stdout } = await runFile(process.execPath, options, { env: environment });
    expect(stdout).toMatch(expectations[name]?.prints ?? /never/);
  });
});
