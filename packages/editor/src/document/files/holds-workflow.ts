import { readPastedText } from '../clipboard/read-pasted-text.ts';
import { isPng } from '../png-chunks.ts';
import { readPngTexts } from '../png-text.ts';
import { workflowKeyword } from '../png-workflow.ts';

/** Larger than any workflow that is read. */
const mostTextBytes = 16 * 1024 * 1024;

/** Under which ComfyUI puts the graph of a picture. */
const comfyuiKeyword = 'prompt';

const asWorkflow: ReadonlySet<string> = new Set([
  'fragment',
  'workflow',
  'broken-workflow',
  'comfyui',
]);

/** Whether a file is a workflow or a picture that carries one; all else is a value. */
export async function holdsWorkflow(file: File): Promise<boolean> {
  if (file.type === 'application/json' || file.name.toLowerCase().endsWith('.json')) {
    if (file.size > mostTextBytes) return false;
    return asWorkflow.has(readPastedText(await file.text()).kind);
  }
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (!isPng(start)) return false;
  const texts = await readPngTexts(new Uint8Array(await file.arrayBuffer()));
  return texts.has(workflowKeyword) || texts.has(comfyuiKeyword);
}
