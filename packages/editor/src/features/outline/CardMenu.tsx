import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Fragment } from 'react';
import { listNodeMenu } from '../../document/commands/node-menu.ts';
import { runCommand } from '../../document/commands/run-command.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { CommandKeys } from '../../parts/CommandKeys.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

/** What can be done to the card that is selected; asked when the menu opens. */
function MenuCommands() {
  const editor = useEditor();
  return listNodeMenu(editor).map(({ group, commands }, index) => (
    <Fragment key={group}>
      {index > 0 && <Menu.Divider />}
      {commands.map((command) => (
        <Menu.Item
          key={command.id}
          rightSection={<CommandKeys command={command} />}
          onClick={() => void runCommand(editor, command)}
        >
          {command.label}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}

interface CardMenuProps {
  card: string;
  title: string;
  reachable: boolean;
}

/** The menu of a card: the commands that its menu on the canvas has. */
export function CardMenu({ card, title, reachable }: CardMenuProps) {
  const { document } = useTab();
  return (
    <Menu position="bottom-end" width={280} onOpen={() => document.select({ cards: [card] })}>
      <Menu.Target>
        <IconButton
          label={`Menu of ${title}`}
          data-card-menu={card}
          size={24}
          tabIndex={reachable ? 0 : -1}
        >
          <IconDots size={15} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <MenuCommands />
      </Menu.Dropdown>
    </Menu>
  );
}
