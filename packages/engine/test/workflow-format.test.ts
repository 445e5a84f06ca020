import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../src/workflow/parse-workflow.ts';
import { workflowJsonSchema } from '../src/workflow/workflow-json-schema.ts';
import type { Workflow } from '../src/workflow/workflow-schema.ts';
import { writeWorkflow } from '../src/workflow/write-workflow.ts';

const golden = new URL('__fixtures__/workflow-1/', import.meta.url);

async function readGolden(file: string): Promise<{ text: string; workflow: Workflow }> {
  const text = await readFile(new URL(file, golden), 'utf8');
  const { workflow, issues } = parseWorkflow(text);
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  if (!workflow) throw new Error('unreadable');
  return { text, workflow };
}

const files = await readdir(golden);

describe('files of version 1', () => {
  it.each(files)('%s comes back byte for byte', async (file) => {
    const { text, workflow } = await readGolden(file);
    expect(workflow).toEqual(JSON.parse(text));
    expect(writeWorkflow(workflow)).toBe(text);
  });
});

/** What git makes of two edits of one file; rejects where they conflict. */
async function merge(base: string, ours: string, theirs: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catena-merge-'));
  try {
    const names = ['ours', 'base', 'theirs'].map((name) => path.join(folder, name));
    const texts = [ours, base, theirs];
    await Promise.all(names.map((name, index) => writeFile(name, texts[index] ?? '')));
    const { stdout } = await promisify(execFile)('git', ['merge-file', '-p', ...names]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function changedLines(before: string, after: string): number {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line)).length;
}

describe('a workflow under version control', () => {
  const withNode = (workflow: Workflow, id: string): Workflow => ({
    ...workflow,
    nodes: {
      ...workflow.nodes,
      [id]: { type: 'image.resize', input: { image: { $from: 'sharp.output' }, width: 64 } },
    },
    layout: { ...workflow.layout, [id]: [10, 20] },
  });

  it.each([
    ['above', 'between'],
    ['between', 'zoom'],
    ['above', 'zoom'],
  ])('merges when one person adds the node %s and another the node %s', async (mine, yours) => {
    const { text, workflow } = await readGolden('poster.json');
    const base: Workflow = {
      ...workflow,
      nodes: { ...workflow.nodes, avatar: { type: 'image.make' } },
      layout: { ...workflow.layout, avatar: [0, 0] },
    };
    const merged = await merge(
      writeWorkflow(base),
      writeWorkflow(withNode(base, mine)),
      writeWorkflow(withNode(base, yours)),
    );
    expect(merged).toBe(writeWorkflow(withNode(withNode(base, mine), yours)));
    expect(merged).not.toBe(text);
  });

  it('merges when one person moves a node and another changes its input', async () => {
    const { text, workflow } = await readGolden('poster.json');
    const scene = workflow.nodes['scene'];
    if (!scene) throw new Error('no scene');
    const changed = {
      ...workflow,
      nodes: { ...workflow.nodes, scene: { ...scene, input: { ...scene.input, seed: 7 } } },
    };
    const moved = { ...workflow, layout: { ...workflow.layout, scene: [1, 2] } };
    expect(await merge(text, writeWorkflow(changed), writeWorkflow(moved))).toBe(
      writeWorkflow({ ...changed, layout: moved.layout }),
    );
  });

  it('changes one line when a title changes', async () => {
    const { text, workflow } = await readGolden('everything.json');
    const ask = workflow.nodes['ask'];
    if (!ask) throw new Error('no ask');
    const renamed = { ...workflow, nodes: { ...workflow.nodes, ask: { ...ask, title: 'Other' } } };
    expect(changedLines(text, writeWorkflow(renamed))).toBe(1);
  });
});

it('keeps the published JSON Schema equal to the schema of the program', async () => {
  const published = await readFile(new URL('../schema/workflow-1.json', import.meta.url), 'utf8');
  expect(
    published,
    'run: node --conditions=@catena/source --import tsx scripts/write-schema.ts',
  ).toBe(`${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
});
