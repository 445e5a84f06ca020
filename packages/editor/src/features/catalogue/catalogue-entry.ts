import {
  baseTypes,
  parsePortType,
  type BaseType,
  type NodeDescriptor,
  type PortType,
} from '@catena/engine';
import type { ModelSummary, PublishedModel } from '@catena/server/client';
import type { NodeChoice } from '../../document/new-node.ts';
import { fuzzySearch } from '../../ui/fuzzy-search.ts';

/** Where published workflows come from, among the providers. */
export const publishedSource = 'published';

/** Something that runs as a model, as the catalogue shows it. */
export interface CatalogueEntry {
  id: string;
  /** A provider, or {@link publishedSource}. */
  source: string;
  title: string;
  /** `owner/name` */
  name: string;
  description: string;
  takes: readonly PortType[];
  gives: readonly PortType[];
  /** The node that it becomes. */
  choice: NodeChoice;
  summary?: ModelSummary;
  published?: PublishedModel;
}

/** Node types that run a model, and a workflow. */
export interface RunnerTypes {
  model: string | undefined;
  workflow: string | undefined;
}

/** The node types that run models and workflows, where the server has them. */
export function findRunnerTypes(nodeTypes: readonly NodeDescriptor[]): RunnerTypes {
  const find = (kind: string) => nodeTypes.find(({ portsFrom }) => portsFrom?.kind === kind)?.type;
  return { model: find('model'), workflow: find('workflow') };
}

function toTypes(written: readonly string[]): PortType[] {
  return written.flatMap((text) => parsePortType(text) ?? []);
}

/** What of a model stands in a node: paid ones that change without notice keep their version. */
export function referenceOf({ model, version, metered, isOfficial }: ModelSummary): string {
  return metered && !isOfficial ? `${model}:${version}` : model;
}

function fromSummary(summary: ModelSummary, type: string): CatalogueEntry {
  const { provider, model, title, description = '' } = summary;
  return {
    id: `${provider} ${model}`,
    source: provider,
    title,
    name: model,
    description,
    takes: toTypes(summary.inputs),
    gives: toTypes(summary.outputs),
    choice: { type, provider, model: referenceOf(summary) },
    summary,
  };
}

function fromPublished(published: PublishedModel, type: string): CatalogueEntry {
  const { model, title, description } = published;
  return {
    id: `${publishedSource} ${model}`,
    source: publishedSource,
    title,
    name: model,
    description,
    takes: [],
    gives: [],
    choice: { type, workflow: model },
    published,
  };
}

/** Everything that was found: published workflows by words, then models as their providers order them. */
export function listEntries(
  found: { models: readonly ModelSummary[]; published: readonly PublishedModel[] },
  types: RunnerTypes,
  words: string,
): CatalogueEntry[] {
  const { model, workflow } = types;
  const published =
    workflow === undefined ? [] : found.published.map((one) => fromPublished(one, workflow));
  const texts = ({ title, name, description }: CatalogueEntry) => [title, name, description];
  const entries = [
    ...fuzzySearch(published, words, { texts, preference: () => 0 }),
    ...(model === undefined ? [] : found.models.map((one) => fromSummary(one, model))),
  ];
  // A provider may find a model more than once.
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

/** What of the catalogue is shown. */
export interface CatalogueFilter {
  source?: string | undefined;
  gives?: BaseType | undefined;
}

/** Entries of a source that give something of a kind. */
export function filterEntries(
  entries: readonly CatalogueEntry[],
  { source, gives }: CatalogueFilter,
): CatalogueEntry[] {
  return entries.filter(
    (entry) =>
      (source === undefined || entry.source === source) &&
      (gives === undefined || entry.gives.some(({ base }) => base === gives)),
  );
}

/** The kinds of outputs that there are, in the order of all types. */
export function kindsOf(entries: readonly CatalogueEntry[]): BaseType[] {
  const bases = new Set(entries.flatMap(({ gives }) => gives.map(({ base }) => base)));
  return baseTypes.filter((base) => base !== 'any' && bases.has(base));
}
