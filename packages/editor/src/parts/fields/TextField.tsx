import type { KeyboardEvent } from 'react';
import { describeDefault } from './describe-default.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import styles from './fields.module.css';

/** Enter ends a line in the inspector; on a node it ends the typing, with Shift it ends a line. */
function endsTyping(event: KeyboardEvent, compact: boolean): boolean {
  return compact && event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}

/** A text of one or many lines, as long as it is. */
export function TextField(props: FieldProps) {
  const { port, value, onChange, onSettle, compact } = props;
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  // An emptied field is an empty text only where the default is another; else it is not set.
  const read = (typed: string) => (typed === '' && !port.default ? undefined : typed);
  return (
    <textarea
      {...controlAttributes(props)}
      className={`${styles['control']} ${styles['area']} ${compact ? 'nodrag nowheel' : styles['wide']}`}
      rows={1}
      value={text}
      placeholder={value === '' ? 'empty text' : describeDefault(port)}
      spellCheck={!compact}
      onChange={(event) => onChange(read(event.currentTarget.value))}
      onBlur={onSettle}
      onKeyDown={(event) => {
        if (!endsTyping(event, compact) || event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
