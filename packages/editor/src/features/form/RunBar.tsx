import { Button } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useMemo } from 'react';
import { runCommands } from '../../document/commands/run-commands.ts';
import { useCatalog, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { drawRunInputs, pickRunInputs, type RunInputs } from '../../document/run-inputs.ts';
import { CommandKeys } from '../../parts/CommandKeys.tsx';
import { CancelButton } from '../../parts/runs/CancelButton.tsx';
import { describeCost, describePlan } from '../../parts/runs/describe-plan.ts';
import { useIsStarting, useRuns } from '../../runs/runs-context.ts';
import { useObstacles, usePlan } from '../../runs/use-plan.ts';
import type { FormEntry } from './form-entries.ts';
import styles from './form.module.css';

const runCommand = runCommands.find(({ id }) => id === 'run.start');

interface RunBarProps {
  entries: readonly FormEntry[];
  entered: RunInputs;
  /** Called when a run was wanted, but some values are missing or wrong. */
  onRefused: (entry: FormEntry) => void;
}

function Obstacles({ count }: { count: number }) {
  const { view } = useEditor();
  return (
    <span className={styles['plan']}>
      {count === 1 ? 'One thing in the workflow has' : `${count} things in the workflow have`} to be
      put right first.{' '}
      <button
        type="button"
        className={styles['link']}
        onClick={() => view.setState({ screen: 'canvas', leftPanel: 'issues' })}
      >
        Show {count === 1 ? 'it' : 'them'}
      </button>
    </span>
  );
}

function PlanLine({ entries, entered }: Omit<RunBarProps, 'onRefused'>) {
  const workflow = useDocument((state) => state.workflow);
  const models = useCatalog((state) => state.models);
  const isComplete = entries.every(({ isMissing, problem }) => !isMissing && problem === undefined);
  // Which numbers are drawn makes no difference to the plan.
  const drawn = useMemo(
    () => drawRunInputs(pickRunInputs(workflow, entered), () => 0.5),
    [workflow, entered],
  );
  const plan = usePlan(isComplete ? drawn : 'incomplete');
  const missing = entries.filter(({ isMissing }) => isMissing);
  if (missing.length > 0) {
    const names = missing.map(({ name, port }) => port.title ?? name).join(', ');
    return <span className={styles['plan']}>Still needed: {names}.</span>;
  }
  if (!plan) return <span className={styles['plan']}>&nbsp;</span>;
  return (
    <span className={styles['plan']}>
      {describePlan(plan)}. {describeCost(plan, models)}
    </span>
  );
}

/** Runs the workflow with what was entered, and says what that takes. */
export function RunBar({ entries, entered, onRefused }: RunBarProps) {
  const runs = useRuns();
  const tab = useTab();
  const isStarting = useIsStarting();
  const obstacles = useObstacles().length;
  const hasNodes = useDocument(({ workflow }) => Object.keys(workflow.nodes).length > 0);
  const refused = entries.find(({ isMissing, problem }) => isMissing || problem !== undefined);
  function run() {
    if (refused) {
      onRefused(refused);
      return;
    }
    const given = pickRunInputs(tab.document.getState().workflow, tab.runInputs.getState());
    void runs.start(tab, { inputs: drawRunInputs(given, Math.random) });
  }
  return (
    <div className={styles['runBar']}>
      <div className={styles['runButtons']}>
        <Button
          size="md"
          flex={1}
          loading={isStarting}
          disabled={obstacles > 0 || !hasNodes}
          leftSection={<IconPlayerPlayFilled size={15} aria-hidden />}
          rightSection={runCommand && <CommandKeys command={runCommand} />}
          onClick={run}
        >
          Run
        </Button>
        <CancelButton />
      </div>
      {obstacles > 0 ? (
        <Obstacles count={obstacles} />
      ) : (
        <PlanLine entries={entries} entered={entered} />
      )}
    </div>
  );
}
