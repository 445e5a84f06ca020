import { parseWorkflow, type Issue, type Workflow } from '@catena/engine';
import { ApiError, type Client } from '@catena/server/client';
import { workflowKeyword } from '../../document/png-workflow.ts';
import { toImportFile, type ImportFile } from './import-file.ts';

/** What came of reading a file. */
export interface Imported {
  /** Missing where an issue is an error. */
  workflow?: Workflow;
  issues: readonly Issue[];
  /** The text that was read, where people can mend it. */
  text?: string;
}

/** Reads one kind of file. */
export interface ImportReader {
  /** What it reads, as people call it. */
  title: string;
  /** Whether the file is of this kind; its faults are found later. */
  matches(file: ImportFile): boolean;
  read(file: ImportFile, client: Pick<Client, 'importComfyui'>): Promise<Imported>;
}

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** ComfyUI's API format: nodes by id, each with the class that it is of; some tools wrap it. */
function findComfyuiGraph(json: unknown): Members | undefined {
  if (!isObject(json)) return undefined;
  const graph = isObject(json['prompt']) ? json['prompt'] : json;
  const nodes = Object.values(graph);
  const isGraph = nodes.length > 0 && nodes.every((node) => isObject(node) && 'class_type' in node);
  return isGraph ? graph : undefined;
}

function withoutEnding(name: string): string {
  return name.replace(/\.[a-z0-9]+$/i, '');
}

function isComfyuiEditorFile(json: unknown): boolean {
  return isObject(json) && Array.isArray(json['nodes']) && Array.isArray(json['links']);
}

async function readComfyui(
  { name, json }: ImportFile,
  client: Pick<Client, 'importComfyui'>,
): Promise<Imported> {
  const graph = findComfyuiGraph(json) ?? {};
  try {
    const { workflow } = await client.importComfyui(graph, withoutEnding(name));
    return parseWorkflow(workflow);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { title: message, detail: hint } = error.problem;
    const words = { message, ...(hint !== undefined && { hint }) };
    return { issues: [{ code: 'invalid-document', severity: 'error', ...words }] };
  }
}

const workflowPicture: ImportReader = {
  title: 'Picture with a workflow',
  matches: ({ pictureTexts }) => pictureTexts?.has(workflowKeyword) === true,
  read: ({ pictureTexts }) => {
    const text = pictureTexts?.get(workflowKeyword) ?? '';
    return Promise.resolve({ ...parseWorkflow(text), text });
  },
};

const comfyuiPicture: ImportReader = {
  title: 'Picture made by ComfyUI',
  matches: ({ pictureTexts }) =>
    findComfyuiGraph(toImportFile(pictureTexts?.get('prompt') ?? '').json) !== undefined,
  read: ({ name, pictureTexts }, client) =>
    readComfyui({ name, json: toImportFile(pictureTexts?.get('prompt') ?? '').json }, client),
};

const otherPicture: ImportReader = {
  title: 'Picture',
  matches: ({ pictureTexts }) => pictureTexts !== undefined,
  read: ({ name }) =>
    Promise.resolve({
      issues: [
        {
          code: 'invalid-document',
          severity: 'error',
          message: `${name} carries no workflow.`,
          hint: 'Pictures that Catena exports carry one, unless that was switched off. To use the picture itself, drop it on the canvas.',
        },
      ],
    }),
};

const comfyuiGraph: ImportReader = {
  title: 'ComfyUI graph in API format',
  matches: ({ json }) => findComfyuiGraph(json) !== undefined,
  read: readComfyui,
};

const comfyuiEditorFile: ImportReader = {
  title: "File of ComfyUI's editor",
  matches: ({ json }) => isComfyuiEditorFile(json),
  read: () =>
    Promise.resolve({
      issues: [
        {
          code: 'invalid-document',
          severity: 'error',
          message:
            "This is a file of ComfyUI's editor; it does not hold all that is needed to run it.",
          hint: 'In ComfyUI choose Workflow, Export (API), and open that file.',
        },
      ],
    }),
};

const workflowText: ImportReader = {
  title: 'Workflow',
  matches: () => true,
  read: ({ text = '' }) => Promise.resolve({ ...parseWorkflow(text), text }),
};

/** What can be imported; the first that knows a file reads it. */
export const importReaders: readonly ImportReader[] = [
  workflowPicture,
  comfyuiPicture,
  otherPicture,
  comfyuiGraph,
  comfyuiEditorFile,
  workflowText,
];

/** The reader for a file. */
export function findReader(file: ImportFile): ImportReader {
  return importReaders.find((reader) => reader.matches(file)) ?? workflowText;
}
