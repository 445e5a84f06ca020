import { useMemo, useState } from 'react';
import type { ConnectContext } from '../../document/connect/connect-context.ts';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { fuzzySearch } from '../../ui/fuzzy-search.ts';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useOptionList } from '../../ui/use-option-list.ts';
import { describeEdges, type ShownPort } from './connect-choices.ts';
import classes from './ConnectDialog.module.css';

interface PortPickerProps {
  context: ConnectContext;
  ports: readonly ShownPort[];
  /** Of the card. */
  title: string;
  onPick(port: ShownPort): void;
}

const hints = [
  ['↑ ↓', 'choose'],
  ['Enter', 'connect this port'],
  ['Escape', 'close'],
] as const;

const sideTitles = { target: 'Inputs', source: 'Outputs' } as const;

/** The ports of a card, of which one is to be connected. */
export function PortPicker({ context, ports, title, onPick }: PortPickerProps) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => {
    const matching = new Set(
      fuzzySearch(ports, typed, { texts: (port) => [port.title, port.port, port.type.base] }),
    );
    return ports.filter((port) => matching.has(port));
  }, [ports, typed]);
  const list = useOptionList({
    items: found,
    idOf: ({ side, port }) => `${side}-${port}`,
    choose: onPick,
    resetKey: typed,
  });
  return (
    <>
      <SearchField
        {...list.inputProps}
        label={`Ports of ${title}`}
        placeholder={`Which port of ${title}?`}
        value={typed}
        onType={setTyped}
      />
      <div className={classes.list} {...list.listProps} aria-label={`Ports of ${title}`}>
        {(['target', 'source'] as const).map((side) => {
          const group = found.filter((port) => port.side === side);
          if (group.length === 0) return null;
          return (
            <div key={side} role="group" aria-label={sideTitles[side]}>
              <div className={classes.heading} aria-hidden>
                {sideTitles[side]}
              </div>
              {group.map((port) => (
                <div key={port.port} className={classes.option} {...list.optionProps(port)}>
                  <PortMark type={port.type} decorative />
                  <span className={classes.title}>{port.title}</span>
                  <span className={classes.note}>
                    {describeEdges(context, port) ??
                      `${describePortType(port.type)}${port.required ? ', needed' : ''}`}
                  </span>
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {found.length === 0 && (
        <p className={classes.state} role="status">
          {ports.length === 0
            ? 'This card has no ports that can be connected; its model may not be known.'
            : `No port is called “${typed}”.`}
        </p>
      )}
      <KeyHints hints={hints} />
    </>
  );
}
