import { ActionIcon, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { StartRunOptions } from '../../document/commands/command.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { LoadingState } from '../../ui/LoadingState.tsx';
import type { RunWaysProps } from './RunWays.tsx';
import styles from './run-panel.module.css';

const RunWays = lazyPart(async () => (await import('./RunWays.tsx')).RunWays);

/** The ways to run beside the plain one. */
export function RunMenu({ plan, isBlocked, onRun }: RunWaysProps) {
  const [isOpen, setIsOpen] = useState(false);
  function run(options: StartRunOptions) {
    setIsOpen(false);
    onRun(options);
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={280}
      shadow="md"
      withinPortal
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="filled"
          color="indigo"
          size={30}
          className={styles['menuButton']}
          aria-label="More ways to run"
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconChevronDown size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label="Ways to run">
        <Suspense fallback={<LoadingState what="Loading the ways to run" rows={3} />}>
          <RunWays plan={plan} isBlocked={isBlocked} onRun={run} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
