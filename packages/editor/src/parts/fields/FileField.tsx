import { useRef, useState, type DragEvent } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconUpload, IconX } from '@tabler/icons-react';
import { formatBytes } from '../format-bytes.ts';
import { formatTime } from '../format-time.ts';
import { portAppearances } from '../port-appearance.ts';
import { useNow } from '../use-now.ts';
import { acceptOf, filesOf } from './accepted-files.ts';
import { controlAttributes, type FieldProps } from './field-props.ts';
import { FileAddress } from './FileAddress.tsx';
import { FileValue } from './FileValue.tsx';
import { useUpload, type Upload } from './use-upload.ts';
import styles from './fields.module.css';

function UploadProgress({ upload }: { upload: Upload }) {
  const now = useNow(true);
  if (!upload.current) return null;
  const { name, sizeBytes, sentBytes, startedAt, position, total } = upload.current;
  // What was sent has headers around it.
  const percent = Math.min(100, Math.floor((sentBytes / Math.max(1, sizeBytes)) * 100));
  const count = total > 1 ? ` (${position} of ${total})` : '';
  const passedMs = Math.max(0, now - startedAt);
  return (
    <span className={styles['row']} role="status">
      <span className={styles['grow']}>
        Sending {name}
        {count}, {percent} % of {formatBytes(sizeBytes)}
        {passedMs > 1000 && `, ${formatTime(passedMs)} so far`}
      </span>
      <ActionIcon size={24} aria-label="Stop sending" onClick={upload.cancel}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  );
}

function Chosen(props: FieldProps & { onBrowse: () => void }) {
  const { value, compact, isDisabled, isItem, label, onChange, onSettle, onBrowse, errorId } =
    props;
  function remove() {
    onChange(undefined);
    onSettle();
  }
  return (
    <div className={compact ? styles['row'] : undefined}>
      <div className={styles['grow']}>
        <FileValue value={value} compact={compact} />
      </div>
      {!isDisabled && (
        <div className={styles['row']}>
          {!compact && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={onBrowse}
              aria-describedby={errorId}
            >
              Replace
            </Button>
          )}
          {!isItem && (
            <ActionIcon size={24} aria-label={`Remove the file of ${label}`} onClick={remove}>
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      )}
    </div>
  );
}

/** A file: dropped, chosen or pasted, and sent to the server at once. */
export function FileField(props: FieldProps) {
  const { port, value, onChange, onSettle, onMany, compact, isDisabled, label, errorId } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const upload = useUpload();
  const noun = portAppearances[port.type.base].label;

  async function take(files: readonly File[]) {
    if (isDisabled || files.length === 0) return;
    const arrived = await upload.send(onMany ? files : files.slice(0, 1));
    if (arrived.length === 0) return;
    if (onMany) onMany(arrived);
    else onChange(arrived[0]);
    onSettle();
  }
  function drop(event: DragEvent) {
    setIsOver(false);
    const files = filesOf(event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void take(files);
  }
  const browse = () => input.current?.click();
  return (
    <div
      className={`${styles['drop']} ${compact ? `${styles['small']} nodrag` : ''}`}
      data-over={isOver}
      data-invalid={errorId !== undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(!isDisabled);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      onPaste={(event) => void take(filesOf(event.clipboardData))}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`File for ${label}`}
        accept={acceptOf(port)}
        multiple={onMany !== undefined}
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {upload.current ? (
        <UploadProgress upload={upload} />
      ) : value === undefined ? (
        <button
          {...controlAttributes(props)}
          type="button"
          className={styles['link']}
          onClick={browse}
        >
          <IconUpload size={13} aria-hidden />{' '}
          {compact ? `Choose ${noun}` : `Drop ${noun} here, or browse`}
        </button>
      ) : (
        <Chosen {...props} onBrowse={browse} />
      )}
      {!compact && !upload.current && value === undefined && <FileAddress {...props} />}
      {upload.problem !== undefined && (
        <div className={styles['error']} role="alert">
          {upload.problem}
        </div>
      )}
    </div>
  );
}
