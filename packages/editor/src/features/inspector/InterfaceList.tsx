import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { parsePortType, type BaseType, type PortType } from '@catena/engine';
import { writeCardId } from '../../document/card-id.ts';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { addWorkflowInput } from '../../document/edits/add-workflow-input.ts';
import { orderEntry } from '../../document/edits/order-entry.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import { portAppearances } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

interface Entry {
  name: string;
  title: string;
  type: PortType;
}

interface EntryRowProps {
  section: 'inputs' | 'outputs';
  entry: Entry;
  index: number;
  count: number;
}

function EntryRow({ section, entry, index, count }: EntryRowProps) {
  const { canvas } = useEditor();
  const { document, readOnly } = useTab();
  const { name, title, type } = entry;
  const card = writeCardId({ kind: section === 'inputs' ? 'input' : 'output', name });
  const move = (to: number) => document.edit(`Move ${title}`, orderEntry(section, name, to));
  function goTo() {
    document.select({ cards: [card] });
    canvas.focus(card);
  }
  return (
    <li className={styles['entry']}>
      <PortMark type={type} />
      <button type="button" className={styles['entryName']} onClick={goTo}>
        {title}
      </button>
      {!readOnly && (
        <span style={{ display: 'flex' }}>
          <ActionIcon
            size={24}
            aria-label={`Move ${title} up`}
            disabled={index === 0}
            onClick={() => move(index - 1)}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={`Move ${title} down`}
            disabled={index === count - 1}
            onClick={() => move(index + 1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={`Remove ${title}`}
            onClick={() => document.edit(`Remove ${title}`, removeCards([card]))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}

const offeredTypes: readonly BaseType[] = [
  'text',
  'number',
  'integer',
  'boolean',
  'image',
  'audio',
  'video',
  'file',
  'json',
];

function AddInput() {
  const { canvas } = useEditor();
  const { document } = useTab();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} aria-label="Add an input">
          <IconPlus size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offeredTypes.map((base) => (
          <Menu.Item
            key={base}
            leftSection={<PortMark type={{ base, depth: 0 }} decorative />}
            onClick={() =>
              document.edit(
                'Add an input',
                addWorkflowInput({ type: base, position: canvas.center() }),
              )
            }
          >
            {portAppearances[base].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const anyType: PortType = { base: 'any', depth: 0 };

/** The inputs or the outputs of the workflow, in the order of its form: what its app and its API consist of. */
export function InterfaceList({ section }: { section: 'inputs' | 'outputs' }) {
  const { readOnly } = useTab();
  const workflow = useDocument((state) => state.workflow);
  const typed = useAnalysis((state) => state.typed.outputs);
  const isInputs = section === 'inputs';
  const entries = isInputs
    ? Object.entries(workflow.inputs ?? {}).map(([name, { title, type }]): Entry => ({
        name,
        title: title ?? name,
        type: parsePortType(type) ?? anyType,
      }))
    : Object.entries(workflow.outputs ?? {}).map(([name, { title }]): Entry => ({
        name,
        title: title ?? name,
        type: typed.get(name)?.type ?? anyType,
      }));
  return (
    <Section
      title={isInputs ? 'Inputs' : 'Outputs'}
      actions={isInputs && !readOnly && <AddInput />}
    >
      {entries.length === 0 ? (
        <p className={styles['words']}>
          {isInputs
            ? 'None yet. An input is what a run can be given: it becomes a field of the app and of the API.'
            : 'None yet. Select a node and choose “Make it an output of the workflow” at one of its outputs.'}
        </p>
      ) : (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {entries.map((entry, index) => (
            <EntryRow
              key={entry.name}
              section={section}
              entry={entry}
              index={index}
              count={entries.length}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
