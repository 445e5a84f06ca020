import type { Client } from '@catena/server/client';
import type { Workflow } from '@catena/engine';
import { workflowVersion } from '@catena/engine';
import type { FilesPort, Notifier } from '../../document/commands/command.ts';
import type { ViewStore } from '../../document/view-store.ts';
import type { OpenDocument, WorkspaceStore } from '../../document/workspace-store.ts';
import { toSaveStatus, type Autosave } from './create-autosave.ts';
import { downloadJson } from './download-json.ts';
import { startFromTemplate } from './open-template.ts';
import { openRun, openWorkflow } from './open-workflow.ts';

interface FilesOptions {
  client: Client;
  workspace: WorkspaceStore;
  view: ViewStore;
  notifier: Notifier;
  autosave: Autosave;
  onSaved?: () => void;
}

/** A workflow with nothing in it. */
export const blankWorkflow: Workflow = { catena: workflowVersion, nodes: {} };

/** Saving, importing and exporting, as commands see them. */
export function createFiles(options: FilesOptions): FilesPort {
  const { client, workspace, view, notifier, autosave, onSaved } = options;

  async function create({ key, document, templateId }: OpenDocument) {
    const { workflow } = document.getState();
    workspace.update(key, { saveStatus: { kind: 'saving' } });
    try {
      const { id, revision } = await client.workflows.create({
        workflow,
        ...(templateId !== undefined && { templateId }),
      });
      workspace.update(key, {
        workflowId: id,
        revision,
        savedWorkflow: workflow,
        saveStatus: { kind: document.getState().workflow === workflow ? 'saved' : 'changed' },
      });
      onSaved?.();
    } catch (error) {
      const saveStatus = toSaveStatus(error);
      workspace.update(key, { saveStatus });
      if (saveStatus.kind === 'failed') {
        notifier.say({ kind: 'error', text: 'The workflow was not saved.', hint: saveStatus.message });
      }
    }
  }

  async function open(fetchAndOpen: () => Promise<OpenDocument>) {
    try {
      await fetchAndOpen();
    } catch (error) {
      const hint = error instanceof Error ? error.message : undefined;
      notifier.say({ kind: 'error', text: 'It could not be opened.', ...(hint !== undefined && { hint }) });
    }
  }

  return {
    async save({ key }) {
      const tab = workspace.find(key);
      if (!tab || tab.saveStatus.kind === 'saving') return;
      if (tab.readOnly) {
        const copy = workspace.open(tab.document.getState().workflow);
        await create(copy);
        notifier.say({ kind: 'good', text: 'Saved as a workflow of its own.' });
        return;
      }
      if (tab.workflowId === undefined) return create(tab);
      const status = await autosave.saveNow(key);
      if (status.kind === 'failed') {
        notifier.say({ kind: 'error', text: 'The workflow was not saved.', hint: status.message });
      }
    },
    exportJson: (tab) => downloadJson(tab.document.getState().workflow),
    async exportPng() {
      view.show({ kind: 'export' });
      return Promise.resolve();
    },
    importFile: () => view.show({ kind: 'import' }),
    newWorkflow() {
      workspace.open(blankWorkflow);
      view.setState({ screen: 'canvas' });
    },
    openWorkflow: (id) => open(() => openWorkflow(options, id)),
    startFromTemplate: (templateId) => open(() => startFromTemplate(options, templateId)),
    openRun: (runId) => open(() => openRun(options, runId)),
  };
}
