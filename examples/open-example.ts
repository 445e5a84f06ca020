import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import {
  InvalidWorkflowError,
  isArtifactRef,
  parseWorkflow,
  type ArtifactRef,
  type Workflow,
  type WorkflowFolder,
} from '@catena/engine';
import { createServices, loadConfig, openWorkflowFolder, type Services } from '@catena/server';

/** The folder that holds a folder for each example. */
export const examplesFolder = dirname(fileURLToPath(import.meta.url));

/** A workflow with the files beside it and an engine to run it. */
export interface Example {
  workflow: Workflow;
  folder: WorkflowFolder;
  services: Services;
}

/** Reads a workflow, given the folder that it lies in. */
export async function readExample(name: string): Promise<Omit<Example, 'services'>> {
  const root = join(examplesFolder, name);
  const { workflow, issues } = parseWorkflow(await readFile(join(root, 'workflow.json'), 'utf8'));
  if (!workflow) throw new InvalidWorkflowError(issues);
  return { workflow, folder: openWorkflowFolder(root) };
}

/** Opens an example, lets somebody work with it and lets go of its engine, whatever happens. */
export async function withExample(
  name: string,
  work: (example: Example) => Promise<void>,
): Promise<void> {
  const example = await readExample(name);
  const services = await createServices(loadConfig(process.env));
  try {
    await work({ ...example, services });
  } finally {
    await services.close();
  }
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/wav': '.wav',
};

/** Copies a file out of the store; a path without an extension gets one. Returns where it lies. */
export async function saveFile(
  { artifacts }: Services,
  value: unknown,
  path: string,
): Promise<string> {
  if (!isArtifactRef(value)) throw new TypeError(`There is no file to be saved as ${path}.`);
  const target = extname(path) === '' ? `${path}${extensions[value.mediaType] ?? ''}` : path;
  await mkdir(dirname(target), { recursive: true });
  await pipeline(artifacts.read(value.$artifact), createWriteStream(target));
  return target;
}

/** The items of a list among the outputs of a run, texts or files or lists again; none where it is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All files in an output, however deep its lists are. */
export function filesOf(value: unknown): ArtifactRef[] {
  if (isArtifactRef(value)) return [value];
  return itemsOf(value).flatMap((item) => filesOf(item));
}
