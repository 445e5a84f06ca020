import { Menu, Portal } from '@mantine/core';
import { cardColors } from '../../../document/layout.ts';
import { findCommand } from '../../../document/commands/all-commands.ts';
import { runCommand } from '../../../document/commands/run-command.ts';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { disconnect } from '../../../document/edits/disconnect.ts';
import { setReroute } from '../../../document/edits/set-reroute.ts';
import { readLayout } from '../../../document/layout.ts';
import { CommandItems } from './CommandItems.tsx';
import type { MenuTarget } from './menu-context.ts';
import {
  alignSections,
  cardSections,
  deleteSection,
  moreOfCard,
  paneSections,
  selectionSections,
} from './menu-sections.ts';
import styles from './CanvasMenu.module.css';

interface ColorSwatchesProps {
  /** In a menu they are items of it. */
  inMenu?: boolean;
  onDone?: () => void;
}

/** Colours to give to what is selected. */
export function ColorSwatches({ inMenu = false, onDone }: ColorSwatchesProps) {
  const editor = useEditor();
  return (
    <div className={styles['swatches']} role="group" aria-label="Colour">
      {['none', ...cardColors].map((color) => (
        <button
          key={color}
          type="button"
          {...(inMenu && { role: 'menuitem', 'data-menu-item': true })}
          className={styles['swatch']}
          data-color={color}
          aria-label={color === 'none' ? 'No colour' : `Colour ${color}`}
          title={color === 'none' ? 'No colour' : color}
          onClick={() => {
            const command = findCommand(`node.color-${color}`);
            if (command) void runCommand(editor, command);
            onDone?.();
          }}
        />
      ))}
    </div>
  );
}

function SubMenu({ label, sections }: { label: string; sections: readonly (readonly string[])[] }) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <CommandItems sections={sections} />
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function WireItems({ edge, at }: Extract<MenuTarget, { kind: 'wire' }>) {
  const { view } = useEditor();
  const { document, readOnly } = useTab();
  const isLed = readLayout(document.getState().workflow).reroutes[edge] !== undefined;
  if (readOnly) return <Menu.Label>This is a run as it was.</Menu.Label>;
  return (
    <>
      <Menu.Item onClick={() => view.show({ kind: 'node-search', at, insertOn: edge })}>
        Insert a node …
      </Menu.Item>
      {isLed && (
        <Menu.Item onClick={() => document.edit('Straighten a wire', setReroute(edge, []))}>
          Straighten
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        color="var(--danger)"
        onClick={() => document.edit('Remove a wire', disconnect(edge))}
      >
        Remove this wire
      </Menu.Item>
    </>
  );
}

function Items({ target, onClose }: { target: MenuTarget; onClose: () => void }) {
  if (target.kind === 'wire') return <WireItems {...target} />;
  if (target.kind === 'pane') return <CommandItems sections={paneSections} />;
  const isOne = target.kind === 'card';
  return (
    <>
      <CommandItems sections={isOne ? cardSections : selectionSections} />
      <Menu.Divider />
      {isOne ? (
        <SubMenu label="More" sections={moreOfCard} />
      ) : (
        <SubMenu label="Align" sections={alignSections} />
      )}
      <ColorSwatches inMenu onDone={onClose} />
      <Menu.Divider />
      <CommandItems sections={deleteSection} isDangerous />
    </>
  );
}

/** The menu of a card, a wire, the selection or the empty canvas, where it was asked for. */
export function CanvasMenu({ target, onClose }: { target: MenuTarget; onClose: () => void }) {
  const { x, y } = target.at;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={264}
      shadow="md"
      trapFocus
      returnFocus={false}
      classNames={{ dropdown: styles['menu'] ?? '' }}
    >
      <Portal>
        <Menu.Target>
          <span
            className={styles['anchor']}
            role="button"
            tabIndex={-1}
            aria-label="Menu"
            style={{ left: x, top: y }}
          />
        </Menu.Target>
      </Portal>
      <Menu.Dropdown>
        <Items target={target} onClose={onClose} />
      </Menu.Dropdown>
    </Menu>
  );
}
