import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowsShuffle, IconSnowflake } from '@tabler/icons-react';
import type { FieldProps } from './field-props.ts';
import { NumberField } from './NumberField.tsx';
import { drawSeed, randomSeed, seedMode } from './seed-mode.ts';
import styles from './fields.module.css';

export interface SeedFieldProps extends FieldProps {
  /** What was drawn in the run that is shown, step by step. */
  drawn?: readonly number[];
  /** Whether the seed goes one up with each run; missing where that cannot be said. */
  isStepped?: boolean;
  onStepped?: (isStepped: boolean) => void;
}

function Drawn({ drawn = [], isDisabled, onChange, onSettle }: SeedFieldProps) {
  const [first] = drawn;
  if (first === undefined) return null;
  function freeze() {
    onChange(first);
    onSettle();
  }
  const more = drawn.length > 1 ? ` and ${drawn.length - 1} more` : '';
  return (
    <span className={styles['row']}>
      <span className={styles['label']} style={{ fontWeight: 400 }}>
        drew {first}
        {more}
      </span>
      {!isDisabled && (
        <Tooltip label={`Keep ${first} for the next runs`}>
          <Button
            className="nodrag"
            size="compact-xs"
            variant="subtle"
            leftSection={<IconSnowflake size={13} />}
            aria-label={`Freeze seed ${first}`}
            onClick={freeze}
          >
            Freeze
          </Button>
        </Tooltip>
      )}
    </span>
  );
}

function DiceButton({ port, value, isDisabled, onChange, onSettle, label }: SeedFieldProps) {
  const isRandom = seedMode(value) === 'random';
  const words = isRandom ? 'Use a fixed seed' : 'Random each run';
  return (
    <Tooltip label={words}>
      <ActionIcon
        className="nodrag"
        size={24}
        aria-label={`${label}: ${words.toLowerCase()}`}
        aria-pressed={isRandom}
        variant={isRandom ? 'light' : 'subtle'}
        disabled={isDisabled}
        onClick={() => {
          onChange(isRandom ? drawSeed(port, Math.random()) : randomSeed(port));
          onSettle();
        }}
      >
        <IconArrowsShuffle size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

function ModeChoice(props: SeedFieldProps) {
  const {
    port,
    value,
    drawn,
    isStepped = false,
    onStepped,
    onChange,
    onSettle,
    isDisabled,
    label,
  } = props;
  const mode = seedMode(value);
  const current = mode === 'fixed' && isStepped ? 'step' : mode;
  function choose(next: string) {
    onStepped?.(next === 'step');
    const start = drawn?.[0] ?? drawSeed(port, Math.random());
    if (next === 'random') onChange(randomSeed(port));
    else if (mode !== 'fixed') onChange(start);
    onSettle();
  }
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={`How ${label} changes`}
      disabled={isDisabled}
      value={current === 'unset' ? '' : current}
      data={[
        { value: 'fixed', label: 'Fixed' },
        { value: 'random', label: 'Random each run' },
        ...(onStepped ? [{ value: 'step', label: 'Step up' }] : []),
      ]}
      onChange={choose}
    />
  );
}

/** A seed: fixed, drawn for each run, or one more with each run; what was drawn can be kept. */
export function SeedField(props: SeedFieldProps) {
  const { value, compact, isFixed = false } = props;
  const isRandom = seedMode(value) === 'random';
  // What cannot be drawn is only given back a number, where the file says otherwise.
  const offersMode = !isFixed || isRandom;
  const box = isRandom ? (
    <span id={props.id} className={styles['unset']}>
      random each run
    </span>
  ) : (
    <NumberField {...props} />
  );
  if (compact) {
    return (
      <div className={styles['row']}>
        <div className={styles['grow']}>
          {isRandom && props.drawn?.length ? <Drawn {...props} /> : box}
        </div>
        {offersMode && <DiceButton {...props} />}
      </div>
    );
  }
  return (
    <div className={styles['stack']}>
      {offersMode && <ModeChoice {...props} />}
      {!isRandom && box}
      {isRandom && <span className={styles['unset']}>Drawn anew for each step.</span>}
      {isRandom && <Drawn {...props} />}
    </div>
  );
}
