import type { ArtifactRef, Workflow } from '@catena/engine';
import { useEditor, useTab, useView } from '../document/editor-context.ts';
import { embedWorkflow } from '../document/png-workflow.ts';
import type { RunInputs } from '../document/run-inputs.ts';
import { useRuns } from '../runs/runs-context.ts';
import { downloadBlob } from '../ui/download-blob.ts';

/** Saves stored files from the page. */
export interface Download {
  /** Whether this file is saved with the workflow in it, which made it. */
  carries(artifact: ArtifactRef): boolean;
  save(artifact: ArtifactRef, fileName: string): Promise<void>;
}

/** The workflow with the values that a run was given, as the defaults of its inputs. */
export function withRunInputs(workflow: Workflow, given: RunInputs = {}): Workflow {
  if (!workflow.inputs) return workflow;
  const inputs = Object.entries(workflow.inputs).map(([name, input]) => {
    const value = given[name];
    return [name, value === undefined ? input : { ...input, default: value }] as const;
  });
  return { ...workflow, inputs: Object.fromEntries(inputs) };
}

function followLink(href: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = fileName;
  link.click();
}

/** How results are saved: pictures in PNG carry their workflow, unless a person has that switched off. */
export function useDownload(): Download {
  const { client, notifier } = useEditor();
  const { key, document } = useTab();
  const runs = useRuns();
  const picturesCarry = useView((state) => state.picturesCarry);

  const carries = ({ mediaType }: ArtifactRef) => picturesCarry && mediaType === 'image/png';

  async function withWorkflow({ $artifact }: ArtifactRef): Promise<Blob> {
    const response = await client.artifacts.read($artifact);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const view = runs.getState().views.get(key);
    const workflow = withRunInputs(view?.workflow ?? document.getState().workflow, view?.inputs);
    return new Blob([embedWorkflow(bytes, workflow)], { type: 'image/png' });
  }

  async function save(artifact: ArtifactRef, fileName: string): Promise<void> {
    if (!carries(artifact)) {
      followLink(client.artifacts.url(artifact.$artifact, { download: fileName }), fileName);
      return;
    }
    try {
      downloadBlob(await withWorkflow(artifact), fileName);
    } catch (error) {
      const text = `${fileName} could not be saved: ${(error as Error).message}`;
      notifier.say({ kind: 'error', text });
    }
  }
  return { carries, save };
}
