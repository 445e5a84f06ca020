import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, RJSFSchema } from '@rjsf/utils';
import type { FormContext, FormValues } from './form-theme.ts';
import styles from './inspector.module.css';

/** A list in a structured input: its items one under the other. */
export function FormList(props: ArrayFieldTemplateProps<FormValues, RJSFSchema, FormContext>) {
  const { items, canAdd, onAddClick, title, readonly, disabled, fieldPathId } = props;
  // An input has its name above it already; lists inside it have theirs here.
  const isInner = fieldPathId.path.length > 1;
  const isOff = readonly === true || disabled === true;
  return (
    <div className={styles['tight']} role="group" aria-label={title}>
      {isInner && <span className={styles['heading']}>{title}</span>}
      {items}
      {canAdd && !isOff && (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={13} />}
          onClick={onAddClick}
        >
          Add item
        </Button>
      )}
    </div>
  );
}

/** One item of a list, and what moves it or takes it away. */
export function FormListItem(
  props: ArrayFieldItemTemplateProps<FormValues, RJSFSchema, FormContext>,
) {
  const { children, index, buttonsProps, hasToolbar } = props;
  const { hasMoveUp, hasMoveDown, hasRemove } = buttonsProps;
  const name = `item ${index + 1}`;
  return (
    <div className={styles['formItem']}>
      <div className={styles['formItemBody']}>{children}</div>
      {hasToolbar && (
        <span>
          <ActionIcon
            size={24}
            aria-label={`Move ${name} up`}
            disabled={!hasMoveUp}
            onClick={buttonsProps.onMoveUpItem}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={`Move ${name} down`}
            disabled={!hasMoveDown}
            onClick={buttonsProps.onMoveDownItem}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          {hasRemove && (
            <ActionIcon size={24} aria-label={`Remove ${name}`} onClick={buttonsProps.onRemoveItem}>
              <IconX size={14} />
            </ActionIcon>
          )}
        </span>
      )}
    </div>
  );
}
