import { Suspense } from 'react';
import { useView, useWorkspace } from '../document/editor-context.ts';
import type { Screen } from '../document/view-store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { LoadingState } from '../ui/LoadingState.tsx';
import { CanvasScreen } from './CanvasScreen.tsx';
import { NothingOpen } from './NothingOpen.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import classes from './Layout.module.css';

const WorkflowsScreen = lazyPart(
  async () => (await import('../features/workflows/WorkflowsScreen.tsx')).WorkflowsScreen,
);
const RunsScreen = lazyPart(
  async () => (await import('../features/runs/RunsScreen.tsx')).RunsScreen,
);
const FormScreen = lazyPart(
  async () => (await import('../features/form/FormScreen.tsx')).FormScreen,
);

const names: Readonly<Record<Screen, string>> = {
  canvas: 'The canvas',
  form: 'The app form',
  workflows: 'The list of workflows',
  runs: 'The list of runs',
};

function ScreenContent({ screen, narrow }: { screen: Screen; narrow: boolean }) {
  const hasTab = useWorkspace(({ activeKey }) => activeKey !== undefined);
  if (screen === 'workflows') return <WorkflowsScreen />;
  if (screen === 'runs') return <RunsScreen />;
  if (!hasTab) return <NothingOpen />;
  if (screen === 'form') return <FormScreen />;
  return <CanvasScreen narrow={narrow} />;
}

/** What fills the middle of the page. */
export function Stage({ narrow }: { narrow: boolean }) {
  const screen = useView((state) => state.screen);
  return (
    <main id="main" tabIndex={-1} className={classes.stage} aria-label={names[screen]}>
      <ErrorBoundary key={screen} what={names[screen]}>
        <Suspense fallback={<LoadingState what={`Loading: ${names[screen].toLowerCase()}`} />}>
          <ScreenContent screen={screen} narrow={narrow} />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}
