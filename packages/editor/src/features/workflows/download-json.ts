import { writeWorkflow, type Workflow } from '@catena/engine';
import { downloadBlob } from '../../ui/download-blob.ts';
import { toFileName } from './to-file-name.ts';

/** Lets the browser save a workflow, exactly as it lies in folders: `catena run` takes it. */
export function downloadJson(workflow: Workflow): void {
  const content = new Blob([writeWorkflow(workflow)], { type: 'application/json' });
  downloadBlob(content, `${toFileName(workflow.name)}.json`);
}
