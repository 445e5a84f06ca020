import { TextInput } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PortType } from '@catena/engine';
import { useTab } from '../../document/editor-context.ts';
import type { Edit } from '../../document/edits/compose-edits.ts';
import { orderEntry } from '../../document/edits/order-entry.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './form.module.css';

interface TitleInputProps {
  name: string;
  section: 'inputs' | 'outputs';
  title: string | undefined;
  toEdit: (title: string) => Edit;
}

/** The words above a field or a result. */
export function TitleInput({ name, section, title, toEdit }: TitleInputProps) {
  const { document } = useTab();
  return (
    <TextInput
      label="Title"
      size="xs"
      value={title ?? ''}
      placeholder={name}
      onChange={(event) =>
        document.edit('Change a title', toEdit(event.currentTarget.value), {
          coalesce: `title:${section}.${name}`,
        })
      }
      onBlur={() => document.settle()}
    />
  );
}

export interface EntryEditorProps {
  section: 'inputs' | 'outputs';
  name: string;
  title: string | undefined;
  type: PortType;
  index: number;
  count: number;
  isOpen: boolean;
  onToggle: () => void;
  /** Takes it out of the form. */
  removal: Edit;
  /** What can be changed of it. */
  children: ReactNode;
}

/** An input or an output while the form is edited: its place, what it is, and whether it is part of it. */
export function EntryEditor(props: EntryEditorProps) {
  const { section, name, title, type, index, count, isOpen, onToggle, removal, children } = props;
  const { document } = useTab();
  const label = title ?? name;
  const move = (to: number) => document.edit(`Move ${label}`, orderEntry(section, name, to));
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className={styles['entry']}>
      <div className={styles['entryHead']}>
        <button
          type="button"
          className={styles['entryName']}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <Chevron size={14} aria-hidden />
          <PortMark type={type} />
          <span className={styles['label']}>{label}</span>
          <code className={styles['name']}>{name}</code>
        </button>
        <IconButton
          size={24}
          label={`Move ${label} up`}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          <IconArrowUp size={14} aria-hidden />
        </IconButton>
        <IconButton
          size={24}
          label={`Move ${label} down`}
          disabled={index === count - 1}
          onClick={() => move(index + 1)}
        >
          <IconArrowDown size={14} aria-hidden />
        </IconButton>
        <IconButton
          size={24}
          label={`Take ${label} out of the form`}
          onClick={() => document.edit(`Take ${label} out of the form`, removal)}
        >
          <IconTrash size={14} aria-hidden />
        </IconButton>
      </div>
      {isOpen && <div className={styles['entryBody']}>{children}</div>}
    </li>
  );
}
