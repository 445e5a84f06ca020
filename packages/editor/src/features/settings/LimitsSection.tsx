import { Button, NumberInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Settings } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { SettingRow } from './SettingRow.tsx';
import { describeProblem, useChange } from './use-settings.ts';
import styles from './settings.module.css';

type LimitName = keyof Settings['limits'];

interface Limit {
  name: LimitName;
  title: string;
  words: string;
  unit: string;
  largest: number;
  /** Sets it where the server is started, and then wins. */
  variable: string;
}

const limits: readonly Limit[] = [
  {
    name: 'computeConcurrency',
    title: 'Steps that compute at once',
    words:
      'How many steps this machine works on at the same time, local models included. More is faster until the processor or the memory is full. 8 where nothing is said.',
    unit: 'steps',
    largest: 1024,
    variable: 'CATENA_CONCURRENCY',
  },
  {
    name: 'maxSteps',
    title: 'Most steps of a run',
    words:
      'A run that would take more is refused, or ends where that is found out only later. It guards against lists that multiply. 10,000 where nothing is said.',
    unit: 'steps',
    largest: 1_000_000,
    variable: 'CATENA_MAX_STEPS',
  },
];

function LimitSetting({ limit, settings }: { limit: Limit; settings: Settings }) {
  const { client } = useEditor();
  const { name, title, words, unit, largest, variable } = limit;
  const saved = settings.limits[name];
  const isFixed = settings.fixedLimits.includes(name);
  const [draft, setDraft] = useState<string | number>();
  const change = useChange();
  const isValid = typeof draft === 'number' && draft >= 1 && draft <= largest;
  const isChanged = draft !== undefined && draft !== saved;
  function save(event: FormEvent) {
    event.preventDefault();
    if (!isValid || !isChanged) return;
    change.mutate(() => client.settings.change({ limits: { [name]: draft } }), {
      onSuccess: () => setDraft(undefined),
    });
  }
  const problem =
    isChanged && !isValid ? `A whole number from 1 to ${largest.toLocaleString('en')}.` : undefined;
  return (
    <SettingRow
      title={title}
      words={
        isFixed ? `${words} Set by ${variable} where this server was started; that wins.` : words
      }
    >
      <form className={styles['limitForm']} onSubmit={save}>
        <NumberInput
          size="xs"
          w={140}
          aria-label={title}
          min={1}
          max={largest}
          clampBehavior="none"
          allowDecimal={false}
          thousandSeparator=","
          suffix={` ${unit}`}
          disabled={isFixed || change.isPending}
          value={draft ?? saved}
          error={problem ?? (change.error && describeProblem(change.error))}
          onChange={(value) => {
            setDraft(value);
            change.reset();
          }}
        />
        {isChanged && (
          <Button size="xs" type="submit" loading={change.isPending} disabled={!isValid}>
            Save
          </Button>
        )}
      </form>
    </SettingRow>
  );
}

/** What runs are held to. */
export function LimitsSection({ settings }: { settings: Settings }) {
  return (
    <>
      <p className={styles['words']}>
        Limits hold at once, for runs that start and for what waits in those under way, for
        everybody who uses this server.
      </p>
      {limits.map((limit) => (
        <LimitSetting key={limit.name} limit={limit} settings={settings} />
      ))}
    </>
  );
}
