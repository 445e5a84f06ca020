import { IconFile, IconLink } from '@tabler/icons-react';
import { readInputValue, type BaseType } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { describeArtifact } from '../viewers/describe-artifact.ts';
import { valueKind } from '../viewers/value-kind.ts';
import { ValueView } from '../ValueView.tsx';
import styles from './fields.module.css';

/** Height of a thumbnail on a node, twice for dense screens. */
const thumbnailWidth = 96;

function shortLabel(value: unknown): string {
  const read = readInputValue(value);
  if (read.kind === 'file') return read.path;
  if (read.kind === 'artifact')
    return read.ref ? describeArtifact(read.ref) : `${read.id.slice(0, 12)}…`;
  return String(value);
}

/** A file that was chosen: small with its facts in a line, large with the viewer of its kind. */
export function FileValue({ value, compact }: { value: unknown; compact: boolean }) {
  const { artifacts } = useEditor().client;
  const read = readInputValue(value);
  const ref = read.kind === 'artifact' ? read.ref : undefined;
  if (ref && !compact) return <ValueView value={ref} compact />;
  const kind: BaseType | undefined = ref && valueKind(ref);
  const FileIcon = read.kind === 'literal' ? IconLink : IconFile;
  const label = shortLabel(value);
  return (
    <span className={styles['row']} title={label}>
      {ref && kind === 'image' ? (
        <img
          className={styles['thumb']}
          src={artifacts.previewUrl(ref.$artifact, thumbnailWidth)}
          alt=""
        />
      ) : (
        <FileIcon size={14} aria-hidden style={{ flex: 'none' }} />
      )}
      <span className={styles['label']} style={{ fontWeight: 400 }}>
        {label}
      </span>
    </span>
  );
}
