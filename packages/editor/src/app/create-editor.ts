import { QueryClient } from '@tanstack/react-query';
import { ApiError, createClient } from '@catena/server/client';
import { createCatalogStore } from '../document/catalog-store.ts';
import { allCommands } from '../document/commands/all-commands.ts';
import type { CommandContext, Notifier } from '../document/commands/command.ts';
import { createKeyMap } from '../document/keys/key-map.ts';
import { createViewStore } from '../document/view-store.ts';
import { createWorkspaceStore } from '../document/workspace-store.ts';
import { createCanvasPort } from '../features/canvas/canvas-port.ts';
import { createAutosave, type Autosave } from '../features/workflows/create-autosave.ts';
import { createFiles } from '../features/workflows/create-files.ts';
import { createRunsStore } from '../runs/create-runs-store.ts';
import type { RunsStore } from '../runs/runs-store.ts';
import { createColorScheme, type ColorScheme } from './color-scheme.ts';
import { createConnection, type Connection } from './connection.ts';
import { sendWithProgress } from './send-with-progress.ts';

/** Everything that the page is made of, but for what is drawn. */
export interface Editor {
  context: CommandContext;
  runs: RunsStore;
  connection: Connection;
  queries: QueryClient;
  autosave: Autosave;
  colorScheme: ColorScheme;
}

interface EditorOptions {
  baseUrl: string;
  fetch: typeof fetch;
  notifier: Notifier;
  storage: Storage | undefined;
  clipboard: CommandContext['clipboard'];
  isSystemDark: () => boolean;
}

function createQueries(): QueryClient {
  const retry = (failures: number, error: Error) =>
    failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500);
  return new QueryClient({ defaultOptions: { queries: { retry, staleTime: 5_000 } } });
}

/** Makes the stores and ports and joins them: the one place where the editor is wired. */
export function createEditor(options: EditorOptions): Editor {
  const { baseUrl, notifier, clipboard, storage } = options;
  const connection = createConnection(options.fetch);
  const client = createClient({ baseUrl, fetch: connection.fetch, sendWithProgress });
  const catalog = createCatalogStore(client);
  const workspace = createWorkspaceStore(catalog);
  const view = createViewStore(storage);
  const queries = createQueries();
  const colorScheme = createColorScheme(storage, options.isSystemDark);
  const runs = createRunsStore({ client, workspace, notifier });
  const onSaved = () => {
    catalog.refreshWorkflows();
    void queries.invalidateQueries({ queryKey: ['workflows'] });
  };
  const autosave = createAutosave({ client, workspace, onSaved });
  const context: CommandContext = {
    client,
    catalog,
    workspace,
    view,
    canvas: createCanvasPort(),
    runs,
    files: createFiles({ client, workspace, view, notifier, autosave, onSaved }),
    notifier,
    clipboard,
    keyMap: createKeyMap({ storage, commands: allCommands }),
    theme: colorScheme,
  };
  return { context, runs, connection, queries, autosave, colorScheme };
}
