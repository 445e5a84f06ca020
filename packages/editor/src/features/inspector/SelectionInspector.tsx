import { Button } from '@mantine/core';
import { titleOfCard } from '../../document/cards.ts';
import { allCommands } from '../../document/commands/all-commands.ts';
import { canRun, runCommand } from '../../document/commands/run-command.ts';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

/** What can be done with several cards at once, by the ids of the commands. */
const offered: readonly { title: string; commands: readonly string[] }[] = [
  {
    title: 'Run',
    commands: ['run.to-here', 'run.to-here-fresh', 'run.from-here', 'run.only-this'],
  },
  {
    title: 'Edit',
    commands: ['edit.copy', 'edit.duplicate', 'edit.delete', 'edit.delete-and-heal'],
  },
  {
    title: 'Arrange',
    commands: ['arrange.tidy', 'arrange.group', 'arrange.align-left', 'arrange.align-top'],
  },
  { title: 'Nodes', commands: ['node.bypass', 'node.mute', 'node.collapse'] },
];

function CommandButtons({ ids }: { ids: readonly string[] }) {
  const editor = useEditor();
  const commands = ids.flatMap((id) => allCommands.find((command) => command.id === id) ?? []);
  return (
    <div className={styles['row']}>
      {commands.map((command) => (
        <Button
          key={command.id}
          size="compact-sm"
          variant="default"
          disabled={!canRun(editor, command)}
          onClick={() => void runCommand(editor, command)}
        >
          {command.label}
        </Button>
      ))}
    </div>
  );
}

const mostNamed = 12;

/** Several cards: which they are, and what can be done with all of them. */
export function SelectionInspector() {
  const { document } = useTab();
  const { canvas } = useEditor();
  const cards = useDocument(({ selection }) => selection.cards);
  const workflow = useDocument((state) => state.workflow);
  const names = [...cards].slice(0, mostNamed);
  function goTo(card: string) {
    document.select({ cards: [card] });
    canvas.focus(card);
  }
  return (
    <div className={styles['scroll']}>
      <Section title={`${cards.size} cards selected`}>
        <div>
          {names.map((card) => (
            <div key={card} className={styles['entry']}>
              <button type="button" className={styles['entryName']} onClick={() => goTo(card)}>
                {titleOfCard(workflow, card)}
              </button>
            </div>
          ))}
          {cards.size > mostNamed && (
            <p className={styles['words']}>and {cards.size - mostNamed} more</p>
          )}
        </div>
      </Section>
      {offered.map(({ title, commands }) => (
        <Section key={title} title={title}>
          <CommandButtons ids={commands} />
        </Section>
      ))}
    </div>
  );
}
