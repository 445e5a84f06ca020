import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createEditor, type Editor } from '../src/app/create-editor.ts';
import { useActiveTab } from '../src/app/use-active-tab.ts';
import type { Notifier } from '../src/document/commands/command.ts';
import { EditorContext, TabContext } from '../src/document/editor-context.ts';
import { RunsContext } from '../src/runs/runs-context.ts';

/** The whole editor without its page, at a server. */
export interface ShellBench {
  editor: Editor;
  /** What a person was told. */
  said: Parameters<Notifier['say']>[0][];
}

/** Makes the editor as the page does. */
export function openShell(baseUrl: string, send: typeof fetch = fetch): ShellBench {
  const said: ShellBench['said'] = [];
  let copied = '';
  const editor = createEditor({
    baseUrl,
    fetch: (input, init) => send(input, init),
    notifier: { say: (message) => said.push(message) },
    storage: undefined,
    clipboard: {
      readText: () => Promise.resolve(copied),
      writeText: (text) => Promise.resolve(void (copied = text)),
    },
    isSystemDark: () => false,
  });
  return { editor, said };
}

function ActiveTab({ children }: { children: ReactNode }) {
  return <TabContext value={useActiveTab()}>{children}</TabContext>;
}

/** Draws a part of the page inside all that it needs. */
export function renderShell({ context, runs, queries }: Editor, children: ReactNode) {
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <EditorContext value={context}>
          <RunsContext value={runs}>
            <ModalsProvider>
              <ActiveTab>{children}</ActiveTab>
            </ModalsProvider>
          </RunsContext>
        </EditorContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
