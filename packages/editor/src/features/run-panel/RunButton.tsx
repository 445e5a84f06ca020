import { Badge, Button, Tooltip } from '@mantine/core';
import { IconCopy, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { StartRunOptions } from '../../document/commands/command.ts';
import { useCatalog, useEditor, useTab } from '../../document/editor-context.ts';
import { useIsStarting, useRuns, useRunView } from '../../runs/runs-context.ts';
import { isRunActive, useNewestRuns } from '../../runs/use-run-list.ts';
import { CancelButton } from '../../parts/runs/CancelButton.tsx';
import { describePlan, meteredCalls } from '../../parts/runs/describe-plan.ts';
import { RunAnnouncer } from './RunAnnouncer.tsx';
import { RunMenu } from './RunMenu.tsx';
import { useRunOnChange, useRunsOnChange } from './run-on-change.ts';
import { useObstacles, usePlan } from '../../runs/use-plan.ts';
import styles from './run-panel.module.css';

/** The most runs that are looked through for those under way. */
const queueLimit = 50;

function ContinueButton() {
  const { workspace, view } = useEditor();
  const tab = useTab();
  return (
    <Button
      size="xs"
      leftSection={<IconCopy size={14} aria-hidden />}
      onClick={() => {
        workspace.open(tab.document.getState().workflow);
        view.setState({ screen: 'canvas' });
      }}
    >
      Continue from this state
    </Button>
  );
}

function QueueCount() {
  const { view } = useEditor();
  const { data } = useNewestRuns(queueLimit);
  const count = data?.runs.filter(isRunActive).length ?? 0;
  if (count === 0) return null;
  return (
    <Tooltip label="Runs queued and under way on this server. Show them">
      <button
        type="button"
        className={styles['count']}
        aria-label={`${count} ${count === 1 ? 'run' : 'runs'} queued or under way. Show the queue`}
        onClick={() => view.setState({ runDrawerOpen: true, screen: 'canvas' })}
      >
        {count}
      </button>
    </Tooltip>
  );
}

function progressWords(fraction: number | undefined): string {
  return fraction === undefined ? '' : `${Math.floor(fraction * 100)} %`;
}

function RunControls() {
  const { view } = useEditor();
  const runs = useRuns();
  const tab = useTab();
  const plan = usePlan();
  const obstacles = useObstacles();
  const isStarting = useIsStarting();
  const models = useCatalog((state) => state.models);
  const [isOnChange] = useRunOnChange();
  const isFree = plan !== undefined && meteredCalls(plan, models).length === 0;
  useRunsOnChange(isOnChange && isFree);
  const isActive = useRunView(({ status }) => status === 'queued' || status === 'running');
  const progress = useRunView(({ fraction }) => progressWords(fraction));
  const isLost = useRunView(({ connected }) => !connected);
  const isBlocked = obstacles.length > 0;
  const run = (options: StartRunOptions) => void runs.start(tab, options);
  const reasons = obstacles.slice(0, 4).map(({ message }) => message);
  const words = isLost
    ? 'Connection lost, trying again'
    : isActive
      ? progress
      : plan && describePlan(plan);
  return (
    <>
      {words !== undefined && words !== '' && <span className={styles['plan']}>{words}</span>}
      <CancelButton />
      <Button.Group>
        <Tooltip
          label={reasons.join(' ')}
          disabled={!isBlocked}
          multiline
          maw={360}
          openDelay={200}
        >
          <Button
            size="xs"
            className={styles['run']}
            loading={isStarting}
            aria-disabled={isBlocked || undefined}
            data-blocked={isBlocked || undefined}
            leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
            rightSection={
              isBlocked ? (
                <Badge size="sm" circle color="red" aria-hidden>
                  {obstacles.length}
                </Badge>
              ) : undefined
            }
            aria-label={
              isBlocked
                ? `Run: ${obstacles.length} ${obstacles.length === 1 ? 'issue has' : 'issues have'} to be put right first`
                : undefined
            }
            onClick={() => (isBlocked ? view.setState({ leftPanel: 'issues' }) : run({}))}
          >
            Run
          </Button>
        </Tooltip>
        <RunMenu plan={plan} isBlocked={isBlocked} onRun={run} />
      </Button.Group>
      <QueueCount />
    </>
  );
}

/** Runs the open workflow: what a run would do, the ways to run, and how the one under way stands. */
export function RunButton() {
  const { key, readOnly } = useTab();
  return (
    <div className={styles['controls']} role="group" aria-label="Run">
      <RunAnnouncer key={`say ${key}`} />
      {readOnly ? <ContinueButton /> : <RunControls key={key} />}
    </div>
  );
}
