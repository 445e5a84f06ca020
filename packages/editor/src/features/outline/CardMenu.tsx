import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { allCommands } from '../../document/commands/all-commands.ts';
import type { Command } from '../../document/commands/command.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';

/** Groups of commands that are about what is selected. */
const groups: readonly Command['group'][] = ['Node', 'Run', 'Edit', 'Arrange'];

interface CardMenuProps {
  card: string;
  title: string;
  reachable: boolean;
}

/** The menu of a card: the commands that its menu on the canvas has. */
export function CardMenu({ card, title, reachable }: CardMenuProps) {
  const editor = useEditor();
  const tab = useTab();
  return (
    <Menu position="bottom-end" width={260} withinPortal onOpen={() => tab.document.select({ cards: [card] })}>
      <Menu.Target>
        <IconButton label={`Menu of ${title}`} size={24} tabIndex={reachable ? 0 : -1}>
          <IconDots size={15} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems editor={editor} tab={tab} />
      </Menu.Dropdown>
    </Menu>
  );
}

function CommandItems({ editor, tab }: { editor: ReturnType<typeof useEditor>; tab: ReturnType<typeof useTab> }) {
  const commands = allCommands.filter(
    (command) => groups.includes(command.group) && (command.canRun?.(editor, tab) ?? true) === true,
  );
  return commands.map((command) => (
    <Menu.Item
      key={command.id}
      rightSection={command.keys?.[0] !== undefined && <Kbd keys={command.keys[0]} />}
      onClick={() => void command.run(editor, tab)}
    >
      {command.label}
    </Menu.Item>
  ));
}
