import type { ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { isFileType } from '@catena/engine';
import { itemPort } from './field-kind.ts';
import type { FieldProps } from './field-props.ts';
import { FileField } from './FileField.tsx';
import { JsonField } from './JsonField.tsx';
import styles from './fields.module.css';

export interface ListFieldProps extends FieldProps {
  /** The control of one item; given, so that lists can lie in lists. */
  renderItem: (props: FieldProps) => ReactNode;
}

/** A list and what changes it; `isSettled` where the change is complete at once. */
interface ListState {
  field: ListFieldProps;
  list: readonly unknown[];
  onList: (list: readonly unknown[], isSettled: boolean) => void;
}

/** What a new item begins with. */
const emptyItems: Readonly<Record<string, unknown>> = {
  text: '',
  number: 0,
  integer: 0,
  boolean: false,
  json: {},
};

function emptyItem({ port }: FieldProps): unknown {
  if (port.type.depth > 1) return [];
  return port.enum?.[0] ?? emptyItems[port.type.base] ?? null;
}

function moved(list: readonly unknown[], from: number, to: number): unknown[] {
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from]);
}

function RowActions({ field, list, onList, index }: ListState & { index: number }) {
  const name = `${field.label}, item ${index + 1}`;
  const actions = [
    {
      label: `Move ${name} up`,
      icon: IconArrowUp,
      next: moved(list, index, index - 1),
      off: index === 0,
    },
    {
      label: `Move ${name} down`,
      icon: IconArrowDown,
      next: moved(list, index, index + 1),
      off: index === list.length - 1,
    },
    { label: `Remove ${name}`, icon: IconX, next: list.toSpliced(index, 1), off: false },
  ];
  return (
    <span style={{ display: 'flex' }}>
      {actions.map(({ label, icon: ActionGlyph, next, off }) => (
        <ActionIcon
          key={label}
          size={24}
          aria-label={label}
          disabled={off || field.isDisabled}
          onClick={() => onList(next, true)}
        >
          <ActionGlyph size={14} />
        </ActionIcon>
      ))}
    </span>
  );
}

function Row({ field, list, onList, index }: ListState & { index: number }) {
  return (
    <li className={styles['item']}>
      <span className={styles['position']}>{index + 1}</span>
      <div className={styles['grow']}>
        {field.renderItem({
          ...field,
          port: itemPort(field.port),
          value: list[index] ?? undefined,
          id: `${field.id}-${index}`,
          label: `${field.label}, item ${index + 1}`,
          isItem: true,
          onChange: (value) => onList(list.with(index, value ?? emptyItem(field)), false),
        })}
      </div>
      <RowActions field={field} list={list} onList={onList} index={index} />
    </li>
  );
}

function Adder({ field, list, onList }: ListState) {
  const { port, label, id } = field;
  const add = (values: readonly unknown[]) => onList([...list, ...values], true);
  if (isFileType(port.type.base) && port.type.depth === 1) {
    return (
      <FileField
        {...field}
        port={itemPort(port)}
        value={undefined}
        id={`${id}-new`}
        label={`another item of ${label}`}
        onChange={(value) => add([value])}
        onMany={add}
      />
    );
  }
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<IconPlus size={13} />}
      aria-label={`Add an item to ${label}`}
      onClick={() => add([emptyItem(field)])}
    >
      Add item
    </Button>
  );
}

/** A list: its items one under the other, to be added, removed and put in order. */
export function ListField(props: ListFieldProps) {
  const { port, value, compact, isDisabled, id, label, onChange, onSettle } = props;
  const isStrange = value !== undefined && !Array.isArray(value);
  if (isStrange || (compact && !isFileType(port.type.base))) {
    return <JsonField {...props} port={{ ...port, type: { base: 'json', depth: 0 } }} />;
  }
  // A default is a list to begin with.
  const shown = value ?? port.default;
  const list = Array.isArray(shown) ? (shown as unknown[]) : [];
  function change(next: readonly unknown[], isSettled: boolean) {
    const isUnset = next.length === 0 && !port.required && port.default === undefined;
    onChange(isUnset ? undefined : next);
    if (isSettled) onSettle();
  }
  const state = { field: props, list, onList: change };
  return (
    <div className={styles['stack']} role="group" id={id} aria-label={label}>
      <ol className={styles['items']} data-unset={value === undefined}>
        {list.map((_, index) => (
          // Items have no identity of their own: what stands third is item 3.
          <Row key={index} {...state} index={index} />
        ))}
      </ol>
      {!isDisabled && <Adder {...state} />}
    </div>
  );
}
