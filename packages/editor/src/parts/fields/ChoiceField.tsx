import { NativeSelect, Select } from '@mantine/core';
import { describeDefault } from './describe-default.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import styles from './fields.module.css';

const searchedFrom = 9;

/** One of the choices that the schema lists. */
export function ChoiceField(props: FieldProps) {
  const { port, value, onChange, onSettle, compact, errorId } = props;
  const choices = port.enum ?? [];
  const known = choices.some((choice) => choice === value);
  // A value that is no choice any more is kept and can be seen.
  const strange =
    value === undefined || known ? [] : [{ value: '?', label: `${show(value)} (no choice)` }];
  const options = [
    ...choices.map((choice, index) => ({ value: String(index), label: String(choice) })),
    ...strange,
  ];
  const current = value === undefined ? '' : known ? String(choices.indexOf(value as string)) : '?';
  function choose(key: string | null) {
    if (key === '?') return;
    onChange(key === null || key === '' ? undefined : choices[Number(key)]);
    onSettle();
  }
  const { 'aria-invalid': _invalid, ...attributes } = controlAttributes(props);
  if (compact || choices.length < searchedFrom) {
    return (
      <NativeSelect
        {...attributes}
        className={compact ? 'nodrag' : ''}
        classNames={{ input: `${styles['control']} ${compact ? '' : styles['wide']}` }}
        size="xs"
        error={errorId !== undefined}
        value={current}
        data={[{ value: '', label: describeDefault(port) }, ...options]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    );
  }
  return (
    <Select
      {...attributes}
      classNames={{ input: `${styles['control']} ${styles['wide']}` }}
      size="xs"
      error={errorId !== undefined}
      value={current === '' ? null : current}
      placeholder={describeDefault(port)}
      data={options}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Back to the default' }}
      onChange={choose}
    />
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
