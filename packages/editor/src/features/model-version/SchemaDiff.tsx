import { IconMinus, IconPlus, IconTilde } from '@tabler/icons-react';
import type { PortChange } from '../../document/models/compare-ports.ts';
import type { UpgradePlan } from './use-upgrade.ts';
import styles from './ModelVersionDialog.module.css';

const kinds = {
  added: { icon: IconPlus, words: 'new' },
  removed: { icon: IconMinus, words: 'gone' },
  changed: { icon: IconTilde, words: 'changed' },
} as const;

function Change({ change }: { change: PortChange }) {
  const { icon: Icon, words } = kinds[change.kind];
  return (
    <li className={styles['change']} data-kind={change.kind}>
      <Icon size={14} aria-label={words} />
      <span className={styles['port']}>{change.name}</span>
      <span className={styles['details']}>
        {change.details.map((detail) => (
          <span key={detail}>{detail}</span>
        ))}
      </span>
    </li>
  );
}

function Side({ title, changes }: { title: string; changes: readonly PortChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section>
      <h3 className={styles['heading']}>{title}</h3>
      <ul className={styles['changes']}>
        {changes.map((change) => (
          <Change key={`${change.kind} ${change.name}`} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Effects({ plan }: { plan: UpgradePlan }) {
  const { losses, missing } = plan.upgrade;
  if (losses.length === 0 && missing.length === 0) {
    return <p className={styles['good']}>All values and wires of the node stay as they are.</p>;
  }
  return (
    <section>
      <h3 className={styles['heading']}>What becomes of this node</h3>
      <ul className={styles['effects']}>
        {losses.map(({ kind, port, reason }) => (
          <li key={`${kind} ${port} ${reason}`}>
            The {kind === 'edge' ? 'wire' : 'value'} at <strong>{port}</strong> goes: {reason}.
          </li>
        ))}
        {missing.map((name) => (
          <li key={name}>
            <strong>{name}</strong> must be given before it can run.
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What another version of a model takes and gives differently, and what that does to the node. */
export function SchemaDiff({ plan }: { plan: UpgradePlan }) {
  const { changes, isComparable } = plan;
  const inputs = changes.filter(({ side }) => side === 'input');
  const outputs = changes.filter(({ side }) => side === 'output');
  return (
    <>
      {!isComparable && (
        <p className={styles['words']}>
          The version that the node has now is not there, so there is nothing to compare with.
        </p>
      )}
      {isComparable && changes.length === 0 && (
        <p className={styles['words']}>It takes and gives exactly the same.</p>
      )}
      <Side title="Inputs" changes={inputs} />
      <Side title="Outputs" changes={outputs} />
      <Effects plan={plan} />
    </>
  );
}
