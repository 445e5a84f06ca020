import { isArtifactRef } from '@catena/engine';
import { CopyAction } from '../CopyAction.tsx';
import { describeArtifact } from './describe-artifact.ts';
import type { ViewerProps } from './viewer-props.ts';
import styles from './viewers.module.css';

const mostMembers = 100;

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isArtifactRef(value);
}

function summarise(value: object): string {
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  return Array.isArray(value) ? `[ ${count} ]` : `{ ${count} }`;
}

function Leaf({ value }: { value: unknown }) {
  const text = isArtifactRef(value) ? describeArtifact(value) : JSON.stringify(value);
  return <code data-kind={value === null ? 'null' : typeof value}>{text}</code>;
}

interface BranchProps {
  name?: string;
  value: unknown;
  /** Levels that are open at first. */
  open: number;
}

function Branch({ name, value, open }: BranchProps) {
  const label = name !== undefined && <span className={styles['key']}>{name}: </span>;
  if (!isBranch(value)) {
    return (
      <div className={styles['leaf']}>
        {label}
        <Leaf value={value} />
      </div>
    );
  }
  const members = Object.entries(value);
  return (
    <details className={styles['branch']} open={open > 0}>
      <summary>
        {label}
        <span className={styles['count']}>{summarise(value)}</span>
      </summary>
      {members.slice(0, mostMembers).map(([key, member]) => (
        <Branch key={key} name={key} value={member} open={open - 1} />
      ))}
      {members.length > mostMembers && (
        <div className={styles['leaf']}>and {members.length - mostMembers} more</div>
      )}
    </details>
  );
}

/** Shows JSON as a tree that folds. */
export function JsonViewer({ value, compact }: ViewerProps) {
  if (value === undefined) return <em className={styles['nothing']}>No value</em>;
  return (
    <div className={styles['textBox']}>
      <div className={compact ? `${styles['json']} ${styles['small']} nowheel` : styles['json']}>
        <Branch value={value} open={compact ? 1 : 2} />
      </div>
      <div className={styles['tools']}>
        <CopyAction text={JSON.stringify(value, null, 2)} label="Copy JSON" />
      </div>
    </div>
  );
}
