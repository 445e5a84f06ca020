import { Badge, Button, Group, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { Workflow } from '@catena/engine';
import type { WorkflowVersion } from '@catena/server/client';
import { IconButton } from '../../ui/IconButton.tsx';
import { relativeTime } from '../../ui/relative-time.ts';
import { describeChanges, summariseChanges } from './summarise-changes.ts';
import classes from './VersionsDialog.module.css';

interface VersionItemProps {
  version: WorkflowVersion;
  isCurrent: boolean;
  /** When the list was fetched, in milliseconds since the epoch. */
  listedAtMs: number;
  /** The document as it is open. */
  now: Workflow;
  fetchVersion: (revision: number) => Promise<Workflow>;
  onLabel: (label: string) => void;
  onOpen: () => void;
  onRestore: () => void;
}

function LabelForm({ label, onDone }: { label: string; onDone: (label: string) => void }) {
  const [text, setText] = useState(label);
  function submit(event: FormEvent) {
    event.preventDefault();
    onDone(text.trim());
  }
  return (
    <form onSubmit={submit} className={classes.words}>
      <TextInput
        aria-label="Name of the version"
        placeholder="e.g. Sent to the client"
        value={text}
        maxLength={200}
        size="xs"
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => onDone(text.trim())}
      />
    </form>
  );
}

/** One of the states in which a workflow was saved. */
export function VersionItem(props: VersionItemProps) {
  const { version, isCurrent, listedAtMs, now, fetchVersion, onLabel, onOpen, onRestore } = props;
  const { revision, savedAt, label = '' } = version;
  const [naming, setNaming] = useState(false);
  const [lines, setLines] = useState<readonly string[]>();
  const savedAtMs = Date.parse(savedAt);

  async function compare() {
    const summary = summariseChanges(await fetchVersion(revision), now);
    const found = describeChanges(summary, { added: 'New since', removed: 'Gone since' });
    setLines(found.length > 0 ? found : ['Nothing differs from what is open.']);
  }

  return (
    <li className={classes.version}>
      {naming ? (
        <LabelForm
          label={label}
          onDone={(next) => {
            setNaming(false);
            if (next !== label) onLabel(next);
          }}
        />
      ) : (
        <div className={classes.words}>
          <Group gap={6} wrap="nowrap">
            <span className={classes.name}>{label || `Version ${revision}`}</span>
            <IconButton
              label={`Name version ${revision}`}
              size={24}
              onClick={() => setNaming(true)}
            >
              <IconPencil size={14} />
            </IconButton>
            {isCurrent && (
              <Badge size="sm" variant="light" tt="none">
                newest
              </Badge>
            )}
          </Group>
          <div className={classes.detail} title={new Date(savedAtMs).toLocaleString()}>
            {label && `Version ${revision} · `}
            {relativeTime(savedAtMs, listedAtMs)}
          </div>
          {lines?.map((line) => (
            <div key={line} className={classes.detail}>
              {line}
            </div>
          ))}
        </div>
      )}
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => void compare().catch(() => setLines(['It could not be loaded.']))}
        >
          What changed
        </Button>
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          Open
        </Button>
        <Button size="compact-sm" variant="default" onClick={onRestore} disabled={isCurrent}>
          Restore
        </Button>
      </Group>
    </li>
  );
}
