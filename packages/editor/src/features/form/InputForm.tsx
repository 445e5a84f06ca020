import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useDocument, useTab } from '../../document/editor-context.ts';
import type { RunInputs } from '../../document/run-inputs.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { FormField } from './FormField.tsx';
import { readForm, type FormEntry } from './form-entries.ts';
import { RunBar } from './RunBar.tsx';
import styles from './form.module.css';

const nothing: RunInputs = {};

/** What was entered; of a run that is shown as it was, what it was given. */
function useEntered(): RunInputs {
  const { runInputs, readOnly } = useTab();
  const entered = useStore(runInputs);
  const ran = useRunView((view) => view.inputs);
  return readOnly ? (ran ?? nothing) : entered;
}

/** The inputs of the workflow as a form, and the button that runs it. */
export function InputForm() {
  const { runInputs, readOnly } = useTab();
  const workflow = useDocument((state) => state.workflow);
  const entered = useEntered();
  const [asksForMissing, setAsksForMissing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const entries = readForm(workflow, entered);
  const hasEntered = entries.some(({ isEntered }) => isEntered);

  function showProblem({ name }: FormEntry) {
    setAsksForMissing(true);
    const field = list.current?.querySelector(`[data-input="${CSS.escape(name)}"]`);
    field?.scrollIntoView({ block: 'center' });
    field
      ?.querySelector<HTMLElement>('input:not([hidden]), textarea, button, [contenteditable]')
      ?.focus();
  }

  return (
    <section className={styles['left']} aria-labelledby="form-inputs">
      <div className={styles['paneHead']}>
        <h2 id="form-inputs" className={styles['paneTitle']}>
          Inputs
        </h2>
        {hasEntered && !readOnly && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={13} aria-hidden />}
            onClick={() => {
              runInputs.replace({});
              setAsksForMissing(false);
            }}
          >
            Reset all
          </Button>
        )}
      </div>
      <div ref={list} className={styles['fields']}>
        {entries.length === 0 && (
          <p className={styles['hint']}>
            Nothing has to be filled in. “Edit form” makes inputs of nodes part of it.
          </p>
        )}
        {entries.map((entry) => (
          <FormField
            key={entry.name}
            entry={entry}
            asksForMissing={asksForMissing}
            isDisabled={readOnly}
          />
        ))}
      </div>
      {!readOnly && <RunBar entries={entries} entered={entered} onRefused={showProblem} />}
    </section>
  );
}
