import { Switch } from '@mantine/core';
import { controlAttributes, type FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** Yes or no. */
export function BooleanField(props: FieldProps) {
  const { port, value, onChange, onSettle, compact } = props;
  const isOn = (value ?? port.default ?? false) === true;
  const { 'aria-invalid': _invalid, ...attributes } = controlAttributes(props);
  function change(checked: boolean) {
    onChange(checked);
    onSettle();
  }
  const words = isOn ? 'Yes' : 'No';
  return (
    <Switch
      {...attributes}
      className={compact ? 'nodrag' : ''}
      size={compact ? 'xs' : 'sm'}
      checked={isOn}
      error={props.errorId !== undefined}
      label={
        value === undefined ? <span className={styles['unset']}>{words}, the default</span> : words
      }
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
