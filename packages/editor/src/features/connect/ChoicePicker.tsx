import {
  IconCheck,
  IconLogin2,
  IconLogout2,
  IconPlugConnectedX,
  IconPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { ConnectContext } from '../../document/connect/connect-context.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { fuzzySearch } from '../../ui/fuzzy-search.ts';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useOptionList, type OptionList } from '../../ui/use-option-list.ts';
import {
  describeEdges,
  listChoices,
  type ConnectChoice,
  type ShownPort,
} from './connect-choices.ts';
import { makeConnection } from './make-connection.ts';
import { Refusals } from './Refusals.tsx';
import classes from './ConnectDialog.module.css';

type OtherKind = Exclude<ConnectChoice['kind'], 'port'>;

const others: Readonly<Record<OtherKind, { words: string; icon: TablerIcon }>> = {
  'new-input': { words: 'Workflow input: new', icon: IconLogin2 },
  'new-output': { words: 'Workflow output: new', icon: IconLogout2 },
  'new-node': { words: 'New node…', icon: IconPlus },
  disconnect: { words: 'Disconnect', icon: IconPlugConnectedX },
};

function textsOf(choice: ConnectChoice): string[] {
  if (choice.kind !== 'port') return [others[choice.kind].words];
  const { title, port, cardTitle, type } = choice.port;
  return [`${cardTitle} ${title}`, port, type.base];
}

function groupOf(choice: ConnectChoice): string {
  return choice.kind === 'port' ? choice.port.cardTitle : 'More';
}

/** Choices in groups, each group where its best choice stands. */
function groupChoices(choices: readonly ConnectChoice[]): [string, ConnectChoice[]][] {
  const groups = new Map<string, ConnectChoice[]>();
  for (const choice of choices) {
    const key = choice.kind === 'port' ? choice.port.card : ' else';
    groups.set(key, [...(groups.get(key) ?? []), choice]);
  }
  return [...groups];
}

function ChoiceLine({ choice }: { choice: ConnectChoice }) {
  if (choice.kind !== 'port') {
    const { words, icon: Icon } = others[choice.kind];
    return (
      <>
        <Icon size={14} aria-hidden />
        <span className={classes.title}>{words}</span>
      </>
    );
  }
  const { port, connected } = choice;
  return (
    <>
      <PortMark type={port.type} decorative />
      <span className={classes.title}>{port.title}</span>
      <span className={classes.note}>{describePortType(port.type)}</span>
      {connected && (
        <span className={classes.connected}>
          <IconCheck size={13} aria-hidden /> connected
        </span>
      )}
    </>
  );
}

interface ChoicesProps {
  groups: readonly [string, ConnectChoice[]][];
  list: OptionList<ConnectChoice>;
}

function Choices({ groups, list }: ChoicesProps) {
  return groups.map(([key, choices]) => {
    const title = choices[0] ? groupOf(choices[0]) : '';
    return (
      <div key={key} role="group" aria-label={title}>
        <div className={classes.heading} aria-hidden>
          {title}
        </div>
        {choices.map((choice) => (
          <div key={choice.id} className={classes.option} {...list.optionProps(choice)}>
            <ChoiceLine choice={choice} />
          </div>
        ))}
      </div>
    );
  });
}

interface ChoicePickerProps {
  context: ConnectContext;
  from: ShownPort;
  /** Goes back to the ports of the card. */
  onBack?: () => void;
}

const hints = [
  ['↑ ↓', 'choose'],
  ['Enter', 'connect'],
  ['Escape', 'close'],
] as const;

/** All that a port can be connected with. */
export function ChoicePicker({ context, from, onBack }: ChoicePickerProps) {
  const editor = useEditor();
  const tab = useTab();
  const [typed, setTyped] = useState('');
  const choices = useMemo(() => listChoices(context, from), [context, from]);
  const groups = useMemo(() => {
    const found = new Set(fuzzySearch(choices, typed, { texts: textsOf }));
    // What matches stays in the order in which the cards run; a new node can always be had.
    const isShown = (choice: ConnectChoice) =>
      found.size === 0 ? choice.kind === 'new-node' : found.has(choice);
    return groupChoices(choices.filter(isShown));
  }, [choices, typed]);
  const items = useMemo(() => groups.flatMap(([, group]) => group), [groups]);
  const list = useOptionList({
    items,
    idOf: ({ id }) => id,
    choose: (choice) => makeConnection({ editor, tab, from }, choice),
    resetKey: typed,
  });
  const now = describeEdges(context, from);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Backspace' && typed === '' && onBack) {
      event.preventDefault();
      onBack();
    } else list.inputProps.onKeyDown(event);
  }
  return (
    <>
      <SearchField
        {...list.inputProps}
        onKeyDown={onKeyDown}
        label={`What to connect with ${from.title}`}
        placeholder={from.side === 'source' ? 'Where does it go?' : 'Where does it come from?'}
        value={typed}
        onType={setTyped}
      />
      <p className={classes.from}>
        <PortMark type={from.type} decorative />
        <span>
          {from.cardTitle === from.title ? from.title : `${from.cardTitle} · ${from.title}`}
          {now === undefined ? ', not connected' : `, now ${now}`}
        </span>
      </p>
      <div className={classes.scroll}>
        <div {...list.listProps} aria-label="What fits" className={classes.list}>
          <Choices groups={groups} list={list} />
        </div>
        {typed !== '' && items.every(({ kind }) => kind !== 'port') && (
          <p className={classes.state} role="status">{`No port that fits is called “${typed}”.`}</p>
        )}
        <Refusals context={context} from={from} />
      </div>
      <KeyHints hints={hints} />
    </>
  );
}
