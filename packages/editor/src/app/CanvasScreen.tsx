import { Suspense, type KeyboardEvent } from 'react';
import { useCatalog, useEditor, useTab, useView } from '../document/editor-context.ts';
import type { ViewState } from '../document/view-store.ts';
import { Canvas } from '../features/canvas/Canvas.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LoadingState } from '../ui/LoadingState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Resizer } from '../ui/Resizer.tsx';
import { panels } from './panels.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import classes from './Layout.module.css';

const Inspector = lazyPart(
  async () => (await import('../features/inspector/Inspector.tsx')).Inspector,
);
const RunDrawer = lazyPart(
  async () => (await import('../features/run-panel/RunDrawer.tsx')).RunDrawer,
);

type Side = keyof ViewState['sizes'];

const limits: Readonly<Record<Side, { min: number; max: number; initial: number }>> = {
  left: { min: 200, max: 480, initial: 260 },
  inspector: { min: 260, max: 640, initial: 340 },
  drawer: { min: 140, max: 560, initial: 260 },
};

function SideResizer({
  side,
  edge,
  label,
}: {
  side: Side;
  edge: 'left' | 'right' | 'top';
  label: string;
}) {
  const { view } = useEditor();
  const size = useView(({ sizes }) => sizes[side]);
  const { min, max, initial } = limits[side];
  return (
    <Resizer
      label={label}
      edge={edge}
      size={size}
      min={min}
      max={max}
      initialSize={initial}
      onResize={(next) => view.setState(({ sizes }) => ({ sizes: { ...sizes, [side]: next } }))}
    />
  );
}

function LeftSide({ narrow }: { narrow: boolean }) {
  const { view } = useEditor();
  const width = useView(({ sizes }) => sizes.left);
  const open = useView(({ leftPanel }) => leftPanel);
  const panel = panels.find(({ id }) => id === open);
  if (!panel) return null;
  return (
    <>
      <div
        className={`${classes.side} ${narrow ? classes.floating : ''}`}
        data-side="left"
        style={{ width }}
      >
        <ErrorBoundary key={panel.id} what={panel.title}>
          <Panel title={panel.title} onClose={() => view.setState({ leftPanel: undefined })}>
            <Suspense fallback={<LoadingState what={`Loading: ${panel.title}`} />}>
              <panel.component />
            </Suspense>
          </Panel>
        </ErrorBoundary>
      </div>
      {!narrow && <SideResizer side="left" edge="right" label="Width of the panel on the left" />}
    </>
  );
}

/** Escape goes from the details back to the card that they are of. */
function useWayBack() {
  const { canvas, workspace } = useEditor();
  return (event: KeyboardEvent<HTMLElement>) => {
    // Menus of the inspector lie elsewhere on the page and have an Escape of their own.
    const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !isHere) return;
    const [card] = workspace.active()?.document.getState().selection.cards ?? [];
    if (card === undefined) return;
    event.stopPropagation();
    canvas.focus(card);
  };
}

function RightSide({ narrow }: { narrow: boolean }) {
  const goBack = useWayBack();
  const width = useView(({ sizes }) => sizes.inspector);
  const open = useView(({ inspectorOpen }) => inspectorOpen);
  if (!open) return null;
  return (
    <>
      {!narrow && <SideResizer side="inspector" edge="left" label="Width of the inspector" />}
      <div
        className={`${classes.side} ${narrow ? classes.floating : ''}`}
        data-side="right"
        style={{ width }}
        onKeyDown={goBack}
      >
        <ErrorBoundary what="The inspector">
          <Suspense fallback={<LoadingState what="Loading the inspector" />}>
            <Inspector />
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}

function BottomSide() {
  const height = useView(({ sizes }) => sizes.drawer);
  const open = useView(({ runDrawerOpen }) => runDrawerOpen);
  if (!open) return null;
  return (
    <>
      <SideResizer side="drawer" edge="top" label="Height of the run drawer" />
      <div className={classes.drawer} style={{ height }}>
        <ErrorBoundary what="The run drawer">
          <Suspense fallback={<LoadingState what="Loading the run drawer" rows={3} />}>
            <RunDrawer />
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}

function CanvasOrWhyNot() {
  const { catalog } = useEditor();
  const { key } = useTab();
  const status = useCatalog((state) => state.status);
  const error = useCatalog((state) => state.error);
  if (status === 'failed') {
    return (
      <ErrorState title="The node types could not be loaded." onRetry={() => void catalog.load()}>
        {error} Your workflow is kept; it can be drawn once they are here.
      </ErrorState>
    );
  }
  if (status === 'loading') return <LoadingState what="Loading node types" />;
  return <Canvas key={key} />;
}

/** The canvas with its panels. */
export function CanvasScreen({ narrow }: { narrow: boolean }) {
  return (
    <div className={classes.row}>
      <LeftSide narrow={narrow} />
      <div className={classes.main}>
        <div className={classes.main}>
          <ErrorBoundary what="The canvas">
            <CanvasOrWhyNot />
          </ErrorBoundary>
        </div>
        <BottomSide />
      </div>
      <RightSide narrow={narrow} />
    </div>
  );
}
