import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useClipboardEvents } from '../document/clipboard/clipboard-events.ts';
import type { CommandContext } from '../document/commands/command.ts';
import { EditorContext } from '../document/editor-context.ts';
import { useShortcuts } from '../document/keys/use-shortcuts.ts';
import { RunsContext } from '../runs/runs-context.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { resolveVariables, theme } from '../ui/theme.ts';
import type { Editor } from './create-editor.ts';
import { Layout } from './Layout.tsx';

/** Keys and the clipboard, which work wherever the focus is. */
function Keyboard({ context }: { context: CommandContext }) {
  useShortcuts(context);
  useClipboardEvents(context);
  return null;
}

/** The editor, whole. */
export function App({ editor }: { editor: Editor }) {
  const { context, runs, queries, connection, colorScheme } = editor;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <ErrorBoundary what="The editor">
        <QueryClientProvider client={queries}>
          <EditorContext value={context}>
            <RunsContext value={runs}>
              <ModalsProvider>
                <Notifications position="bottom-center" limit={4} aria-live="polite" />
                <Keyboard context={context} />
                <Layout connection={connection} />
              </ModalsProvider>
            </RunsContext>
          </EditorContext>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
