import { IconArrowBackUp } from '@tabler/icons-react';
import { useId } from 'react';
import { useTab } from '../../document/editor-context.ts';
import { describeBounds } from '../../parts/fields/describe-default.ts';
import { FieldControl } from '../../parts/fields/FieldControl.tsx';
import { FieldProblem } from '../../parts/fields/FieldProblem.tsx';
import { fieldKind } from '../../parts/fields/field-kind.ts';
import { SeedField } from '../../parts/fields/SeedField.tsx';
import type { FieldProps } from '../../parts/fields/field-props.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { useRunView } from '../../runs/runs-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { FormEntry } from './form-entries.ts';
import styles from './form.module.css';

function Control(props: FieldProps) {
  const { port, value } = props;
  const drawn = useRunView(({ inputs }) => inputs?.[port.name]);
  if (fieldKind(port, value) !== 'seed' || port.type.depth > 0) return <FieldControl {...props} />;
  return <SeedField {...props} {...(typeof drawn === 'number' && { drawn: [drawn] })} />;
}

interface FormFieldProps {
  entry: FormEntry;
  /** Whether to say that a value is missing: only once somebody wanted to run without it. */
  asksForMissing: boolean;
  isDisabled: boolean;
}

/** An input of the workflow as a field: its words, its control, and what is wrong with its value. */
export function FormField({ entry, asksForMissing, isDisabled }: FormFieldProps) {
  const { runInputs } = useTab();
  const { name, port, value, isEntered } = entry;
  const id = useId();
  const label = port.title ?? name;
  const problem =
    entry.problem ?? (asksForMissing && entry.isMissing ? 'It needs a value.' : undefined);
  const bounds = describeBounds(port);
  return (
    <div className={styles['field']} data-input={name}>
      <div className={styles['fieldHead']}>
        <PortMark type={port.type} />
        <label htmlFor={id} className={styles['label']}>
          {label}
        </label>
        {port.required && (
          <span className={styles['required']} aria-label="needed" title="Needed">
            *
          </span>
        )}
        {bounds !== undefined && <span className={styles['bounds']}>{bounds}</span>}
        {isEntered && !isDisabled && (
          <IconButton
            size={24}
            label={port.default === undefined ? `Clear ${label}` : `Reset ${label} to the default`}
            onClick={() => runInputs.reset(name)}
          >
            <IconArrowBackUp size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {port.description !== undefined && <p className={styles['hint']}>{port.description}</p>}
      <Control
        port={port}
        value={value}
        id={id}
        label={label}
        errorId={problem === undefined ? undefined : `${id}-error`}
        isDisabled={isDisabled}
        compact={false}
        onChange={(next) => runInputs.set(name, next)}
        onSettle={() => {
          // What was emptied shows its default again.
          const current = runInputs.getState();
          if (Object.hasOwn(current, name) && current[name] === undefined) runInputs.reset(name);
        }}
      />
      {problem !== undefined && (
        <FieldProblem
          id={`${id}-error`}
          problem={{ severity: 'error', text: problem, short: problem }}
        />
      )}
    </div>
  );
}
