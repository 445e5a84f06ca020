import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { EditorContext } from '../document/editor-context.ts';
import { RunsContext } from '../runs/runs-context.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { resolveVariables, theme } from '../ui/theme.ts';
import type { Editor } from './create-editor.ts';
import { Layout } from './Layout.tsx';

/** The editor, whole. */
export function App({ editor }: { editor: Editor }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <ErrorBoundary what="The editor">
        <QueryClientProvider client={editor.queries}>
          <EditorContext value={editor.context}>
            <RunsContext value={editor.context.runs}>
              <ModalsProvider>
                <Notifications position="bottom-center" limit={4} aria-live="polite" />
                <Layout connection={editor.connection} />
              </ModalsProvider>
            </RunsContext>
          </EditorContext>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
