import {
  IconBan,
  IconBolt,
  IconCheck,
  IconClock,
  IconHandStop,
  IconMinus,
  IconPlayerPlay,
  IconPower,
  IconRefresh,
  IconStack2,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { NodeRunStatus } from '../runs/node-run.ts';

/** How a state of a node looks, wherever it is shown. */
export interface StatusAppearance {
  /** One or two words, as on the node. */
  label: string;
  /** A colour of tokens.css. */
  color: string;
  icon: Icon;
  /** Whether time still passes in this state. */
  live: boolean;
}

/** The look of every state: icon, word and colour, never colour alone. */
export const statusAppearances: Readonly<Record<NodeRunStatus, StatusAppearance>> = {
  waiting: { label: 'Waiting', color: 'var(--state-waiting)', icon: IconClock, live: false },
  queued: { label: 'Queued', color: 'var(--state-queued)', icon: IconStack2, live: true },
  booting: { label: 'Cold start', color: 'var(--state-booting)', icon: IconPower, live: true },
  running: { label: 'Running', color: 'var(--state-running)', icon: IconPlayerPlay, live: true },
  retrying: {
    label: 'Trying again',
    color: 'var(--state-retrying)',
    icon: IconRefresh,
    live: true,
  },
  person: {
    label: 'Waiting for you',
    color: 'var(--state-person)',
    icon: IconHandStop,
    live: true,
  },
  succeeded: { label: 'Done', color: 'var(--state-succeeded)', icon: IconCheck, live: false },
  cached: { label: 'Reused', color: 'var(--state-cached)', icon: IconBolt, live: false },
  skipped: { label: 'Skipped', color: 'var(--state-skipped)', icon: IconMinus, live: false },
  failed: { label: 'Failed', color: 'var(--state-failed)', icon: IconX, live: false },
  canceled: { label: 'Canceled', color: 'var(--state-canceled)', icon: IconBan, live: false },
};
