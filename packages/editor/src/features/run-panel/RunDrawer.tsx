import { Button, Tabs } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { Suspense, type ComponentType } from 'react';
import { findCommand } from '../../document/commands/all-commands.ts';
import { canRun, runCommand } from '../../document/commands/run-command.ts';
import { useEditor } from '../../document/editor-context.ts';
import { runStatusLooks } from '../../parts/runs/run-status.ts';
import { StatusMark } from '../../parts/StatusMark.tsx';
import { useRunView } from '../../runs/runs-context.ts';
import { countAll, countEnded } from '../../runs/step-counts.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { QueueTab } from './QueueTab.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import styles from './drawer.module.css';

const TimelineTab = lazyPart(async () => (await import('./timeline/TimelineTab.tsx')).TimelineTab);
const ResultsTab = lazyPart(async () => (await import('./ResultsTab.tsx')).ResultsTab);
const LogTab = lazyPart(async () => (await import('./LogTab.tsx')).LogTab);

const tabs: readonly { id: string; label: string; component: ComponentType }[] = [
  { id: 'queue', label: 'Queue', component: QueueTab },
  { id: 'timeline', label: 'Timeline', component: TimelineTab },
  { id: 'results', label: 'Results', component: ResultsTab },
  { id: 'log', label: 'Log', component: LogTab },
];

/** How the run that the tab shows stands, in a line. */
function ShownRun() {
  const status = useRunView((view) => view.status);
  const steps = useRunView(({ counts }) => {
    const total = countAll(counts);
    return total === 0 ? '' : `${countEnded(counts)} of ${total} steps`;
  });
  const error = useRunView((view) => view.error?.message);
  const isDry = useRunView((view) => view.dry);
  const isLost = useRunView((view) => !view.connected);
  if (status === undefined) return null;
  return (
    <span className={styles['shown']}>
      <StatusMark status={error === undefined ? runStatusLooks[status] : 'failed'} />
      <span className={styles['facts']}>
        {error ?? steps}
        {isDry && ', dry run with samples'}
        {isLost && ', connection lost, trying again'}
      </span>
      <RetryButton />
    </span>
  );
}

/** For a run that failed: what finished is kept. */
function RetryButton() {
  const editor = useEditor();
  const failed = useRunView(({ status, dry }) => status === 'failed' && !dry);
  const command = findCommand('run.failed');
  if (!failed || !command || canRun(editor, command) !== true) return null;
  return (
    <Button size="compact-xs" variant="light" onClick={() => void runCommand(editor, command)}>
      {command.label}
    </Button>
  );
}

/** What runs, where its time goes, what comes of it and what it says; at the bottom of the page. */
export function RunDrawer() {
  const { view } = useEditor();
  const [open, setOpen] = useLocalStorage({
    key: 'catena.run-drawer',
    defaultValue: 'queue',
    getInitialValueInEffect: false,
  });
  const active = tabs.find(({ id }) => id === open) ?? tabs[0];
  return (
    <section className={styles['drawer']} aria-label="Runs">
      <Tabs
        value={active?.id ?? null}
        onChange={(id) => id !== null && setOpen(id)}
        keepMounted={false}
        className={styles['tabs']}
      >
        <div className={styles['header']}>
          <Tabs.List className={styles['tabList']}>
            {tabs.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <ShownRun />
          <IconButton
            label="Close the run drawer"
            size={26}
            tooltipPosition="top"
            onClick={() => view.setState({ runDrawerOpen: false })}
          >
            <IconX size={15} />
          </IconButton>
        </div>
        {tabs.map(({ id, label, component: Content }) => (
          <Tabs.Panel key={id} value={id} className={styles['panel']}>
            <Suspense fallback={<LoadingState what={`Loading: ${label.toLowerCase()}`} rows={3} />}>
              <Content />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
