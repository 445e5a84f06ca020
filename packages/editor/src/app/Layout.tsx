import { useEffect } from 'react';
import { TabContext, useEditor, useView } from '../document/editor-context.ts';
import { ConflictBanner } from '../features/workflows/ConflictBanner.tsx';
import { WelcomeBanner } from '../features/workflows/WelcomeBanner.tsx';
import { useMedia } from '../ui/use-media.ts';
import type { Connection } from './connection.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Overlays } from './Overlays.tsx';
import { Rail } from './Rail.tsx';
import { Stage } from './Stage.tsx';
import { TopBar } from './TopBar.tsx';
import { useActiveTab } from './use-active-tab.ts';
import classes from './Layout.module.css';

/** Narrower than this the panels lie over the canvas instead of beside it. */
export const narrowPage = '(max-width: 1100px)';

/** The page: top bar, rail, what fills the middle, and what lies over it. */
export function Layout({ connection }: { connection: Connection }) {
  const { view } = useEditor();
  const screen = useView((state) => state.screen);
  const narrow = useMedia(narrowPage);
  const tab = useActiveTab();

  useEffect(() => {
    if (!narrow) return;
    const { leftPanel, inspectorOpen } = view.getState();
    view.setState({ leftPanel: undefined, inspectorOpen: false });
    // There is room for one: the one that is opened closes the other.
    const stop = view.subscribe((now, before) => {
      if (now.leftPanel === undefined || !now.inspectorOpen) return;
      if (before.inspectorOpen) view.setState({ inspectorOpen: false });
      else view.setState({ leftPanel: undefined });
    });
    return () => {
      stop();
      view.setState({ leftPanel, inspectorOpen });
    };
  }, [narrow, view]);

  return (
    <TabContext value={tab}>
      <div className={classes.page}>
        <a className={classes.skip} href="#main">
          Skip to {screen === 'canvas' ? 'the canvas' : 'the content'}
        </a>
        <TopBar />
        <ConnectionBanner connection={connection} />
        {tab && <ConflictBanner />}
        {tab && screen === 'canvas' && <WelcomeBanner />}
        <div className={classes.middle}>
          <Rail />
          <Stage narrow={narrow} />
        </div>
      </div>
      <Overlays />
    </TabContext>
  );
}
