import { workflowVersion, type Workflow } from '@catena/engine';
import { ApiError, type Client } from '@catena/server/client';
import type { FilesPort } from '../../document/commands/command.ts';
import type { ViewStore } from '../../document/view-store.ts';
import { closeTab } from './close-tab.tsx';
import { downloadJson } from './download-json.ts';
import { startFromTemplate } from './open-template.ts';
import { openRun, openWorkflow } from './open-workflow.ts';
import { saveTab, type SaveContext } from './save-tab.ts';

interface FilesOptions extends SaveContext {
  client: Client;
  view: ViewStore;
}

/** A workflow with nothing in it. */
export const blankWorkflow: Workflow = { catena: workflowVersion, nodes: {} };

/** Saving, opening, importing and exporting, as commands see them. */
export function createFiles(options: FilesOptions): FilesPort {
  const { workspace, view, notifier } = options;

  /** Says why something was not done. */
  async function explain(text: string, task: Promise<unknown>) {
    try {
      await task;
    } catch (error) {
      const detail = error instanceof ApiError ? error.problem.detail : undefined;
      const hint = [(error as Error).message, detail].filter(Boolean).join(' ');
      notifier.say({ kind: 'error', text, hint });
    }
  }

  const files: FilesPort = {
    save: ({ key }) => saveTab(options, key),
    exportJson: (tab) => downloadJson(tab.document.getState().workflow),
    exportPng() {
      view.show({ kind: 'export' });
      return Promise.resolve();
    },
    importFile: () => view.show({ kind: 'import' }),
    newWorkflow() {
      workspace.open(blankWorkflow);
      view.setState({ screen: 'canvas', overlay: undefined });
    },
    openWorkflow: (id) => explain('The workflow was not opened.', openWorkflow(options, id)),
    openRun: (id) => explain('The run was not opened.', openRun(options, id)),
    startFromTemplate: (id) =>
      explain('The template was not opened.', startFromTemplate(options, id)),
    closeTab: ({ key }) => closeTab({ workspace, files }, key),
  };
  return files;
}
