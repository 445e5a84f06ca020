import { writeWorkflow, type Workflow } from '@catena/engine';
import { readPngChunks, writePngChunks } from './png-chunks.ts';
import { keywordOf, readPngTexts, toTextChunk } from './png-text.ts';

/** The keyword under which a PNG carries a workflow. */
export const workflowKeyword = 'catena-workflow';

/** A PNG that carries a workflow, in place of any that it carried before. */
export function embedWorkflow(png: Uint8Array, workflow: Workflow): Uint8Array<ArrayBuffer> {
  const chunks = readPngChunks(png).filter((chunk) => keywordOf(chunk) !== workflowKeyword);
  const [header, ...rest] = chunks;
  if (!header) throw new Error('These bytes are no PNG.');
  return writePngChunks([header, toTextChunk(workflowKeyword, writeWorkflow(workflow)), ...rest]);
}

/** The text of the workflow that a PNG carries, exactly as it was put in. */
export async function readEmbeddedWorkflow(png: Uint8Array): Promise<string | undefined> {
  return (await readPngTexts(png)).get(workflowKeyword);
}
