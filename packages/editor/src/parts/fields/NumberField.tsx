import { useState, type KeyboardEvent } from 'react';
import { Slider } from '@mantine/core';
import { describeBounds, describeDefault } from './describe-default.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import { hasSlider, numberStep, stepNumber } from './number-step.ts';
import styles from './fields.module.css';

function show(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'number' || typeof value === 'string'
    ? String(value)
    : JSON.stringify(value);
}

/** What was typed: a number where it is one, nothing where nothing is there, else the text itself. */
function read(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed.replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}

const stepsByKey: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

function NumberBox(props: FieldProps) {
  const { port, value, onChange, onSettle, compact } = props;
  // What is being typed may be no number yet: "1.", "-", "1e".
  const [draft, setDraft] = useState<string>();
  const shown = draft !== undefined && Object.is(read(draft), value) ? draft : show(value);
  function step(event: KeyboardEvent) {
    const steps = stepsByKey[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const from = [value, port.default, port.minimum, 0].find((item) => typeof item === 'number');
    setDraft(undefined);
    onChange(stepNumber(from as number, steps, port));
  }
  const bounds = describeBounds(port);
  return (
    <input
      {...controlAttributes(props)}
      className={`${styles['control']} ${styles['number']} ${compact ? 'nodrag' : styles['wide']}`}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      placeholder={describeDefault(port)}
      title={bounds}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
      onKeyDown={step}
      onBlur={() => {
        setDraft(undefined);
        onSettle();
      }}
    />
  );
}

/** A number, with a slider where its range is small. */
export function NumberField(props: FieldProps) {
  const { port, value, onChange, onSettle, compact, label, isDisabled } = props;
  if (compact || !hasSlider(port)) return <NumberBox {...props} />;
  const { minimum = 0, maximum = 1 } = port;
  const current = [value, port.default, minimum].find((item) => typeof item === 'number') as number;
  return (
    <div className={styles['row']}>
      <Slider
        className={styles['grow']}
        size="sm"
        min={minimum}
        max={maximum}
        step={numberStep(port)}
        value={Math.min(maximum, Math.max(minimum, current))}
        label={null}
        thumbLabel={label}
        disabled={isDisabled}
        onChange={onChange}
        onChangeEnd={onSettle}
      />
      <div style={{ width: 84 }}>
        <NumberBox {...props} />
      </div>
    </div>
  );
}
