import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readInputValue } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** The name of a secret that the server keeps; the secret itself is never here. */
export function SecretField(props: FieldProps) {
  const { value, onChange, onSettle, compact, errorId, isDisabled } = props;
  const { client, view } = useEditor();
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => client.settings.get() });
  const read = readInputValue(value);
  const name = read.kind === 'secret' ? read.name : '';
  const names = [...new Set([...(data?.secrets ?? []), ...(name === '' ? [] : [name])])];
  const { 'aria-invalid': _invalid, ...attributes } = controlAttributes(props);
  return (
    <div className={styles['row']}>
      <NativeSelect
        {...attributes}
        className={`${styles['grow']} ${compact ? 'nodrag' : ''}`}
        classNames={{ input: styles['control'] ?? '' }}
        size="xs"
        error={errorId !== undefined}
        value={name}
        data={[
          { value: '', label: names.length > 0 ? 'Choose a secret' : 'No secrets yet' },
          ...names,
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(chosen === '' ? undefined : { $secret: chosen });
          onSettle();
        }}
      />
      {!compact && !isDisabled && (
        <button
          type="button"
          className={styles['link']}
          onClick={() => view.show({ kind: 'settings', section: 'secrets' })}
        >
          Add a secret
        </button>
      )}
    </div>
  );
}
