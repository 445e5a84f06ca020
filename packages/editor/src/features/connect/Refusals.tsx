import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ConnectContext } from '../../document/connect/connect-context.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { listRefusals, type ShownPort } from './connect-choices.ts';
import classes from './ConnectDialog.module.css';

interface RefusalsProps {
  context: ConnectContext;
  from: ShownPort;
}

function RefusalList({ context, from }: RefusalsProps) {
  const refusals = useMemo(() => listRefusals(context, from), [context, from]);
  if (refusals.length === 0) return <p className={classes.state}>Every other port fits.</p>;
  return (
    <ul className={classes.refusals} ref={(list) => list?.scrollIntoView({ block: 'nearest' })}>
      {refusals.map(({ port, reason }) => (
        <li key={`${port.card}/${port.port}`} className={classes.refusal}>
          <PortMark type={port.type} decorative />
          <div>
            <span>
              {port.cardTitle === port.title ? port.title : `${port.cardTitle} · ${port.title}`}
            </span>
            <p className={classes.reason}>{reason}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Ports that do not fit, with the reason; unfolded on request. */
export function Refusals({ context, from }: RefusalsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={classes.disclosure}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={14} className={classes.chevron} data-open={isOpen} aria-hidden />
        Why the others do not fit
      </UnstyledButton>
      {isOpen && <RefusalList context={context} from={from} />}
    </>
  );
}
