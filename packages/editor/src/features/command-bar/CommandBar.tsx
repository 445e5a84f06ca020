import { useViewportSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { allCommands } from '../../document/commands/all-commands.ts';
import { useEditor } from '../../document/editor-context.ts';
import { CommandKeys } from '../../parts/CommandKeys.tsx';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { placeBox } from '../../ui/place-box.ts';
import { Popup } from '../../ui/Popup.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { createUsageMemory } from '../../ui/usage-memory.ts';
import { useOptionList, type OptionList } from '../../ui/use-option-list.ts';
import {
  listCardItems,
  listCommandItems,
  listTemplateItems,
  listWorkflowItems,
  searchBar,
  type BarGroup,
  type BarItem,
} from './bar-items.ts';
import classes from './CommandBar.module.css';

const usage = createUsageMemory(
  typeof localStorage === 'undefined' ? undefined : localStorage,
  'command-bar',
);

/** Pixels. */
const wantedSize = { width: 620, height: 460 };

const hints = [
  ['↑ ↓', 'choose'],
  ['Enter', 'do it'],
  ['Escape', 'close'],
] as const;

function useBarItems(): { items: readonly BarItem[]; isLoading: boolean } {
  const editor = useEditor();
  const { client, workspace } = editor;
  const workflows = useQuery({
    queryKey: ['workflows', 'command-bar'],
    queryFn: () => client.workflows.list({ limit: 200 }),
  });
  const templates = useQuery({
    queryKey: ['templates', 'command-bar'],
    queryFn: () => client.templates.list(),
  });
  const items = useMemo(() => {
    const tab = workspace.active();
    return [
      ...listCommandItems(allCommands, editor, tab),
      ...listCardItems(editor, tab),
      ...listWorkflowItems(editor, workflows.data?.workflows ?? []),
      ...listTemplateItems(editor, templates.data?.templates ?? []),
    ];
  }, [editor, workspace, workflows.data, templates.data]);
  return { items, isLoading: workflows.isPending || templates.isPending };
}

function BarLine({ item }: { item: BarItem }) {
  return (
    <>
      <span className={classes.title}>{item.title}</span>
      <span className={classes.note}>{item.reason ?? item.note}</span>
      {item.command && <CommandKeys command={item.command} />}
    </>
  );
}

function BarGroups({ groups, list }: { groups: readonly BarGroup[]; list: OptionList<BarItem> }) {
  return groups.map(({ section, items }) => (
    <div key={section} role="group" aria-label={section}>
      <div className={classes.heading} aria-hidden>
        {section}
      </div>
      {items.map((item) => (
        <div
          key={item.id}
          className={classes.option}
          aria-disabled={item.reason !== undefined}
          {...list.optionProps(item)}
        >
          <BarLine item={item} />
        </div>
      ))}
    </div>
  ));
}

/** Commands, cards, workflows and templates in one search. */
export function CommandBar() {
  const { view, notifier } = useEditor();
  const page = useViewportSize();
  const [typed, setTyped] = useState('');
  const { items, isLoading } = useBarItems();
  const groups = useMemo(() => searchBar(items, typed, (id) => usage.weight(id)), [items, typed]);
  const shown = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  function choose(item: BarItem) {
    if (item.reason !== undefined) {
      notifier.say({ kind: 'info', text: `${item.title} cannot be done now.`, hint: item.reason });
      return;
    }
    usage.record(item.id);
    view.hide();
    void item.run();
  }
  const list = useOptionList({ items: shown, idOf: ({ id }) => id, choose, resetKey: typed });
  const size = {
    width: page.width || window.innerWidth,
    height: page.height || window.innerHeight,
  };
  return (
    <Popup
      dim
      label="Command bar"
      onClose={() => view.hide()}
      place={placeBox(undefined, size, wantedSize)}
    >
      <SearchField
        {...list.inputProps}
        label="Search commands, cards and workflows"
        placeholder="Do something, go to a card, open a workflow"
        value={typed}
        onType={setTyped}
      />
      <div className={classes.list}>
        <div {...list.listProps} aria-label="What can be done">
          <BarGroups groups={groups} list={list} />
        </div>
        {shown.length === 0 && (
          <p className={classes.state} role="status">
            {isLoading ? 'Loading workflows…' : `Nothing is called “${typed.trim()}”.`}
          </p>
        )}
      </div>
      <KeyHints hints={hints} />
    </Popup>
  );
}
