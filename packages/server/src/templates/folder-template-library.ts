import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  collectModels,
  collectWorkflows,
  parseModelRef,
  parseWorkflow,
  readAll,
  type ArtifactStore,
  type CollectedModel,
  type NodeLibrary,
  type Provider,
  type Workflow,
} from '@catena/engine';
import type { TemplateSummary } from '../api/templates.ts';
import { openWorkflowFolder } from '../workflow-folder.ts';
import { storeFiles } from './store-files.ts';
import type { TemplateLibrary } from './template-library.ts';
import { readTemplateReference, toTemplateReferences } from './template-reference.ts';

const idPattern = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** What templates are read with. */
export interface TemplateParts {
  artifacts: ArtifactStore;
  library: NodeLibrary;
  providers: readonly Provider[];
}

async function isFile(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ?? false;
}

/** The first paragraph of a text in Markdown that is no heading, on one line. */
function firstParagraph(markdown: string): string {
  const paragraphs = markdown.split(/\r?\n\s*\r?\n/).map((paragraph) => paragraph.trim());
  const first = paragraphs.find((paragraph) => /^[^#!<`|]/.test(paragraph)) ?? '';
  return first.replaceAll(/\s+/g, ' ');
}

class FolderTemplateLibrary implements TemplateLibrary {
  readonly #folder: string;
  readonly #parts: TemplateParts;

  constructor(folder: string, parts: TemplateParts) {
    this.#folder = folder;
    this.#parts = parts;
  }

  async list(): Promise<TemplateSummary[]> {
    const ids = await readdir(this.#folder).catch((): string[] => []);
    const found: TemplateSummary[] = [];
    for (const id of ids) {
      const workflow = await this.#read(id);
      if (workflow) found.push(await this.#summary(id, workflow));
    }
    // The richest first: they show most of what can be done.
    return found.toSorted(
      (left, right) =>
        right.nodeCount - left.nodeCount || left.name.localeCompare(right.name, 'en'),
    );
  }

  async get(id: string): Promise<(TemplateSummary & { workflow: Workflow }) | undefined> {
    const workflow = await this.#read(id);
    if (!workflow) return undefined;
    return {
      ...(await this.#summary(id, workflow)),
      workflow: await this.#detach(workflow, { id, folder: '' }),
    };
  }

  async load(reference: string): Promise<Workflow | undefined> {
    const place = readTemplateReference(reference);
    const workflow = place && (await this.#read(place.id, place.path));
    return workflow && this.#detach(workflow, { id: place.id, folder: place.folder });
  }

  /** The workflow without the folder that it lies in: with stored files, and names that are known here. */
  async #detach(workflow: Workflow, place: { id: string; folder: string }): Promise<Workflow> {
    const folder = openWorkflowFolder(join(this.#folder, place.id, place.folder));
    const stored = await storeFiles(workflow, folder, this.#parts.artifacts);
    return toTemplateReferences(stored, place);
  }

  async picture(id: string): Promise<string | undefined> {
    if (!idPattern.test(id)) return undefined;
    const path = join(this.#folder, id, 'result.png');
    return (await isFile(path)) ? path : undefined;
  }

  async #read(id: string, path = 'workflow.json'): Promise<Workflow | undefined> {
    if (!idPattern.test(id)) return undefined;
    const folder = openWorkflowFolder(join(this.#folder, id));
    const source = await folder.read(path).catch(() => undefined);
    const text = source && new TextDecoder().decode(await readAll(source));
    return text === undefined ? undefined : parseWorkflow(text).workflow;
  }

  async #summary(id: string, workflow: Workflow): Promise<TemplateSummary> {
    const readme = await readFile(join(this.#folder, id, 'README.md'), 'utf8').catch(() => '');
    const models = await this.#models(toTemplateReferences(workflow, { id, folder: '' }));
    return {
      id,
      name: workflow.name ?? id,
      description: workflow.description ?? firstParagraph(readme),
      nodeCount: Object.keys(workflow.nodes).length,
      models: [...new Set(models.map(({ model }) => model.replace(/:.*$/, '')))],
      metered: await this.#isMetered(models),
      hasPicture: (await this.picture(id)) !== undefined,
    };
  }

  /** The models of a workflow and of those that it runs. */
  async #models(workflow: Workflow): Promise<CollectedModel[]> {
    const { catalog } = this.#parts.library;
    const models = collectModels(workflow, catalog);
    const wanted = new Set(collectWorkflows(workflow, catalog).map(({ reference }) => reference));
    // The set grows while it is worked off.
    for (const reference of wanted) {
      const place = readTemplateReference(reference);
      const inner = place && (await this.#read(place.id, place.path));
      if (!inner) continue;
      const named = toTemplateReferences(inner, place);
      models.push(...collectModels(named, catalog));
      for (const more of collectWorkflows(named, catalog)) wanted.add(more.reference);
    }
    return models;
  }

  /** A model of which nobody says that it is free may cost something. */
  async #isMetered(models: readonly { provider: string; model: string }[]): Promise<boolean> {
    for (const { provider: id, model } of models) {
      const reference = parseModelRef(model);
      const provider = this.#parts.providers.find((candidate) => candidate.id === id);
      const described = reference && (await provider?.describe(reference).catch(() => undefined));
      if (described?.metered ?? true) return true;
    }
    return false;
  }
}

const noTemplates: TemplateLibrary = {
  list: async () => [],
  get: async () => undefined,
  load: async () => undefined,
  picture: async () => undefined,
};

/**
 * Templates that lie in a folder, each in a folder of its own: `workflow.json`, `README.md`,
 * `result.png`. There are none where there is no folder.
 */
export function createFolderTemplateLibrary(
  folder: string | undefined,
  parts: TemplateParts,
): TemplateLibrary {
  if (folder === undefined) return noTemplates;
  return new FolderTemplateLibrary(folder, parts);
}
