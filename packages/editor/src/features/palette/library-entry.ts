import {
  baseTypes,
  modelKey,
  parseModelRef,
  parsePortType,
  type BaseType,
  type NodeDescriptor,
  type PortType,
} from '@catena/engine';
import type { ModelSummary } from '@catena/server/client';
import { describePortType } from '../../parts/port-appearance.ts';

/** What can be put on the canvas. */
export type LibraryItem =
  | { kind: 'node'; type: string; provider?: string; model?: string; title?: string }
  /** `type` is a port type. */
  | { kind: 'input'; type: string }
  | { kind: 'output' | 'note' | 'frame' };

/** Something of the library, as it is shown and searched. */
export interface LibraryEntry {
  id: string;
  title: string;
  /** The node type, or `owner/name` of the model. */
  name: string;
  description: string;
  /** A key of {@link categoryTitle}. */
  category: string;
  /** Types of its connectable inputs. */
  takes: readonly PortType[];
  gives: readonly PortType[];
  item: LibraryItem;
  summary?: ModelSummary;
}

const categoryTitles: Readonly<Record<string, string>> = {
  model: 'Models',
  json: 'JSON',
  comfyui: 'ComfyUI',
  canvas: 'On the canvas',
};

/** A category in words. */
export function categoryTitle(category: string): string {
  return categoryTitles[category] ?? category.charAt(0).toUpperCase() + category.slice(1);
}

function inputEntry(base: BaseType): LibraryEntry {
  const words = describePortType({ base, depth: 0 });
  return {
    id: `card:input:${base}`,
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)} input`,
    name: 'workflow input',
    description:
      'A value that is asked for when the workflow runs: in its form, by the API and by the command line.',
    category: 'canvas',
    takes: [],
    gives: [{ base, depth: 0 }],
    item: { kind: 'input', type: base },
  };
}

/** Cards that are no nodes. */
const cardEntries: readonly LibraryEntry[] = [
  ...baseTypes.filter((base) => base !== 'any').map(inputEntry),
  {
    id: 'card:output',
    title: 'Workflow output',
    name: 'workflow output',
    description:
      'A result of the whole workflow, under a name of its own. Select the card that gives it first.',
    category: 'canvas',
    takes: [{ base: 'any', depth: 0 }],
    gives: [],
    item: { kind: 'output' },
  },
  {
    id: 'card:note',
    title: 'Note',
    name: 'note',
    description: 'Words on the canvas, in Markdown. Changes nothing that is computed.',
    category: 'canvas',
    takes: [],
    gives: [],
    item: { kind: 'note' },
  },
  {
    id: 'card:frame',
    title: 'Frame',
    name: 'frame',
    description: 'A titled area; what lies in it moves with it.',
    category: 'canvas',
    takes: [],
    gives: [],
    item: { kind: 'frame' },
  },
];

function toTypes(written: readonly string[]): PortType[] {
  return written.flatMap((text) => parsePortType(text) ?? []);
}

function fromNodeType(descriptor: NodeDescriptor): LibraryEntry {
  const { type, title, description, category, inputs, outputs } = descriptor;
  return {
    id: `node:${type}`,
    title,
    name: type,
    description,
    category,
    takes: inputs.filter((port) => port.connectable).map((port) => port.type),
    gives: outputs.map((port) => port.type),
    item: { kind: 'node', type, title },
  };
}

function fromModel(summary: ModelSummary, type: string): LibraryEntry {
  const { provider, model, title, description = '' } = summary;
  return {
    id: `model:${modelKey(provider, model)}`,
    title,
    name: model,
    description,
    category: 'model',
    takes: toTypes(summary.inputs),
    gives: toTypes(summary.outputs),
    item: { kind: 'node', type, provider, model, title },
    summary,
  };
}

/** The node type that runs a model, where the server has one. */
export function findModelNodeType(nodeTypes: readonly NodeDescriptor[]): string | undefined {
  return nodeTypes.find(({ portsFrom }) => portsFrom?.kind === 'model')?.type;
}

/** All that can be put on the canvas: models, node types, and cards that are no nodes. */
export function listLibrary(
  nodeTypes: readonly NodeDescriptor[],
  models: readonly ModelSummary[],
): LibraryEntry[] {
  const modelType = findModelNodeType(nodeTypes);
  return [
    ...(modelType === undefined ? [] : models.map((model) => fromModel(model, modelType))),
    ...nodeTypes.map(fromNodeType),
    ...cardEntries,
  ];
}

/** Entries for a model that was named by hand and is in nobody's list: one for each provider. */
export function entriesForTypedModel(
  typed: string,
  options: {
    entries: readonly LibraryEntry[];
    providers: readonly string[];
    modelType: string | undefined;
  },
): LibraryEntry[] {
  const { entries, providers, modelType } = options;
  const model = typed.trim();
  if (modelType === undefined || !parseModelRef(model)) return [];
  return providers.flatMap((provider): LibraryEntry[] => {
    const id = `model:${modelKey(provider, model)}`;
    if (entries.some((entry) => entry.id === id)) return [];
    return [
      {
        id,
        title: `Add model ${model}`,
        name: model,
        description: `Asks ${provider} for this model. Its ports appear when its schema has come.`,
        category: 'model',
        takes: [],
        gives: [],
        item: { kind: 'node', type: modelType, provider, model },
      },
    ];
  });
}

/** What of the library is shown. */
export interface LibraryFilter {
  category?: string;
  takes?: BaseType;
  gives?: BaseType;
}

/** Whether an entry is left by a filter; ports of type `any` take and give everything. */
export function matchesFilter(entry: LibraryEntry, filter: LibraryFilter): boolean {
  const has = (types: readonly PortType[], base: BaseType | undefined) =>
    base === undefined || types.some((type) => type.base === base || type.base === 'any');
  return (
    (filter.category === undefined || entry.category === filter.category) &&
    has(entry.takes, filter.takes) &&
    has(entry.gives, filter.gives)
  );
}
