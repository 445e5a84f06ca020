import { Button, Divider, Group, NumberInput, Switch, Text } from '@mantine/core';
import {
  IconArrowBarRight,
  IconFocusCentered,
  IconPlayerPlay,
  IconRefresh,
  IconReload,
  IconTarget,
  IconTestPipe,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Plan } from '@catena/server/client';
import type { StartRunOptions } from '../../document/commands/command.ts';
import {
  useAnalysis,
  useCatalog,
  useDocument,
  useEditor,
  useTab,
} from '../../document/editor-context.ts';
import { mostRuns } from '../../runs/start-runs.ts';
import { findSeeds } from '../../runs/step-seeds.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { describeCost, describePlan, meteredCalls } from '../../parts/runs/describe-plan.ts';
import { useRunOnChange } from './run-on-change.ts';
import styles from './run-panel.module.css';

export interface RunWaysProps {
  plan: Plan | undefined;
  isBlocked: boolean;
  onRun: (options: StartRunOptions) => void;
}

function RunSeveral({ isBlocked, onRun }: Omit<RunWaysProps, 'plan'>) {
  const [count, setCount] = useState(4);
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const seeds = findSeeds(workflow, ports).length;
  const words =
    seeds === 0
      ? 'Nothing here has a seed: all runs would be the same.'
      : `${seeds === 1 ? 'The seed goes' : `${seeds} seeds go`} one up with each run.`;
  return (
    <div className={styles['several']}>
      <Group gap={8} wrap="nowrap">
        <NumberInput
          aria-label="How many runs"
          size="xs"
          w={72}
          min={2}
          max={mostRuns}
          clampBehavior="strict"
          value={count}
          onChange={(value) => setCount(Number(value) || 2)}
        />
        <Button
          size="xs"
          variant="default"
          flex={1}
          disabled={isBlocked || seeds === 0}
          onClick={() => onRun({ count })}
        >
          Run {count} times
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={6}>
        {words}
      </Text>
    </div>
  );
}

function OnChangeSwitch({ plan }: { plan: Plan | undefined }) {
  const [isOn, setOn] = useRunOnChange();
  const models = useCatalog((state) => state.models);
  const isFree = plan ? meteredCalls(plan, models).length === 0 : undefined;
  return (
    <div className={styles['several']}>
      <Switch
        size="xs"
        label="Run on every change"
        checked={isOn && isFree !== false}
        disabled={isFree === false || (isFree === undefined && !isOn)}
        description={
          isFree === false ? 'Off, because calls of this workflow may be billed.' : undefined
        }
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
    </div>
  );
}

function PlanLines({ plan }: { plan: Plan }) {
  const models = useCatalog((state) => state.models);
  return (
    <div className={styles['several']}>
      <Text size="sm">{describePlan(plan)}</Text>
      <Text size="xs" c="dimmed">
        {describeCost(plan, models)}
      </Text>
    </div>
  );
}

interface WayProps {
  icon: Icon;
  label: string;
  keys?: string;
  disabled: boolean;
  onClick: () => void;
}

/** One way to run. */
function Way({ icon: WayIcon, label, keys, disabled, onClick }: WayProps) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      fullWidth
      justify="space-between"
      fw={400}
      leftSection={
        <>
          <WayIcon size={16} aria-hidden />
          <span className={styles['way']}>{label}</span>
        </>
      }
      rightSection={keys === undefined ? undefined : <Kbd keys={keys} />}
      disabled={disabled}
      onClick={onClick}
    />
  );
}

/** Parts of the workflow, with the results of the run that the tab shows. */
function Parts({ targets, onRun }: { targets: readonly string[]; onRun: RunWaysProps['onRun'] }) {
  const { runs } = useEditor();
  const basis = runs.basisOf(useTab());
  const cannot = targets.length === 0 || basis === undefined;
  return (
    <>
      <Way
        icon={IconArrowBarRight}
        label="Run from selection"
        disabled={cannot}
        onClick={() => onRun({ part: { kind: 'from', nodes: targets } })}
      />
      <Way
        icon={IconFocusCentered}
        label="Run only the selection"
        disabled={cannot}
        onClick={() => onRun({ part: { kind: 'only', nodes: targets } })}
      />
      {basis?.failed && (
        <Way
          icon={IconReload}
          label="Run again what failed"
          disabled={false}
          onClick={() => onRun({ part: { kind: 'failed' } })}
        />
      )}
    </>
  );
}

function Ways({ isBlocked, onRun }: Omit<RunWaysProps, 'plan'>) {
  const selection = useDocument((state) => state.selection.cards);
  const nodes = useDocument((state) => state.workflow.nodes);
  const targets = [...selection].filter((id) => Object.hasOwn(nodes, id));
  const toSelection =
    targets.length > 1 ? `Run to the ${targets.length} selected nodes` : 'Run to selection';
  return (
    <div className={styles['ways']}>
      <Way
        icon={IconPlayerPlay}
        label="Run once"
        keys="Mod+Enter"
        disabled={isBlocked}
        onClick={() => onRun({})}
      />
      <Way
        icon={IconTarget}
        label={toSelection}
        disabled={targets.length === 0}
        onClick={() => onRun({ targets })}
      />
      <Parts targets={targets} onRun={onRun} />
      <Way
        icon={IconRefresh}
        label="Run fresh, without the cache"
        disabled={isBlocked}
        onClick={() => onRun({ fresh: true })}
      />
      <Way
        icon={IconTestPipe}
        label="Dry run with sample results"
        disabled={isBlocked}
        onClick={() => onRun({ dry: true })}
      />
    </div>
  );
}

/** All ways to run, and what a run would take. */
export function RunWays({ plan, isBlocked, onRun }: RunWaysProps) {
  return (
    <>
      {plan && <PlanLines plan={plan} />}
      <Ways isBlocked={isBlocked} onRun={onRun} />
      <Divider my={4} />
      <RunSeveral isBlocked={isBlocked} onRun={onRun} />
      <Divider my={4} />
      <OnChangeSwitch plan={plan} />
    </>
  );
}
