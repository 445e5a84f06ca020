import { Button } from '@mantine/core';
import { useState } from 'react';
import { SecretForm } from './SecretForm.tsx';
import { describeProblem, useChange } from './use-settings.ts';
import styles from './settings.module.css';

interface KeptSecretProps {
  /** What it is called, e.g. `Replicate`. */
  title: string;
  /** What it is, e.g. `token`. */
  noun: string;
  isSet: boolean;
  words?: string;
  /** What stops working without it. */
  removalWords: string;
  onSet: (value: string) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
}

function RemoveQuestion({ props, onClose }: { props: KeptSecretProps; onClose: () => void }) {
  const { title, noun, removalWords, onRemove } = props;
  const change = useChange();
  return (
    <div
      className={styles['secretForm']}
      role="alertdialog"
      aria-label={`Remove the ${noun} of ${title}?`}
    >
      <span className={styles['question']}>
        Remove the {noun}? {removalWords}
        {change.error && (
          <span className={styles['problem']}> {describeProblem(change.error)}</span>
        )}
      </span>
      <Button
        size="xs"
        color="red"
        loading={change.isPending}
        onClick={() => change.mutate(onRemove, { onSuccess: onClose })}
      >
        Remove
      </Button>
      <Button size="xs" variant="default" autoFocus onClick={onClose}>
        Keep it
      </Button>
    </div>
  );
}

/** A token or a secret that the server keeps: whether it is there, and what replaces or removes it. */
export function KeptSecret(props: KeptSecretProps) {
  const { title, noun, isSet, words, onSet } = props;
  const [mode, setMode] = useState<'shown' | 'set' | 'remove'>('shown');
  const close = () => setMode('shown');
  return (
    <li className={styles['secret']}>
      <div className={styles['secretHead']}>
        <span className={styles['rowTitle']}>{title}</span>
        <span className={styles['state']} data-set={isSet}>
          {isSet ? 'Set' : 'Not set'}
        </span>
        <span className={styles['gap']} />
        {mode === 'shown' && (
          <>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${isSet ? 'Replace' : 'Set'} the ${noun} of ${title}`}
              onClick={() => setMode('set')}
            >
              {isSet ? 'Replace' : 'Set'}
            </Button>
            {isSet && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Remove the ${noun} of ${title}`}
                onClick={() => setMode('remove')}
              >
                Remove
              </Button>
            )}
          </>
        )}
      </div>
      {words !== undefined && <p className={styles['words']}>{words}</p>}
      {mode === 'set' && (
        <SecretForm
          label={`${isSet ? 'New ' : ''}${noun} of ${title}`}
          action={isSet ? 'Replace' : 'Set'}
          onSave={onSet}
          onClose={close}
        />
      )}
      {mode === 'remove' && <RemoveQuestion props={props} onClose={close} />}
    </li>
  );
}
