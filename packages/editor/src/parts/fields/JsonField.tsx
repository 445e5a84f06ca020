import { Suspense, useState } from 'react';
import { describeDefault } from './describe-default.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import { readJson, writeJson } from './json-text.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import styles from './fields.module.css';

const JsonEditor = lazyPart(async () => (await import('./JsonEditor.tsx')).JsonEditor);

/** JSON as text. What is no JSON yet stays in the field, with the reason, and changes nothing. */
export function JsonField(props: FieldProps) {
  const { port, value, onChange, onSettle, compact, isDisabled, label } = props;
  const [draft, setDraft] = useState<{ text: string; value: unknown }>();
  // A draft holds only for the value that it was written beside: undo shows the value again.
  const text =
    draft && Object.is(draft.value, value) ? draft.text : writeJson(value, port.type.base);
  const read = readJson(text, port.type.base);
  const problem = draft?.text === text ? read.problem : undefined;
  function change(typed: string) {
    const next = readJson(typed, port.type.base);
    setDraft({ text: typed, value: next.problem === undefined ? next.value : value });
    if (next.problem === undefined) onChange(next.value);
  }
  const area = (
    <textarea
      {...controlAttributes(props)}
      className={`${styles['control']} ${styles['area']} ${styles['mono']} ${compact ? 'nodrag nowheel' : styles['wide']}`}
      aria-invalid={problem !== undefined || props.errorId !== undefined}
      rows={compact ? 1 : 3}
      value={text}
      placeholder={describeDefault(port)}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={onSettle}
    />
  );
  return (
    <>
      {compact ? (
        area
      ) : (
        <Suspense fallback={area}>
          <JsonEditor
            text={text}
            label={label}
            placeholder={describeDefault(port)}
            isDisabled={isDisabled}
            isInvalid={problem !== undefined || props.errorId !== undefined}
            onChange={change}
            onBlur={onSettle}
          />
        </Suspense>
      )}
      {problem !== undefined && (
        <div className={styles['error']} role="alert">
          {problem}
        </div>
      )}
    </>
  );
}
