import { MantineProvider } from '@mantine/core';
import { resolveVariables, theme } from '../ui/theme.ts';

/** The editor, whole. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="dark">
      <main>Catena</main>
    </MantineProvider>
  );
}
