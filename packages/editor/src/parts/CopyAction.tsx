import { ActionIcon, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEditor } from '../document/editor-context.ts';

export interface CopyActionProps {
  text: string;
  /** What it copies, e.g. `Copy text`. */
  label: string;
}

const toldMs = 1500;

/** A button that copies a text and says so. */
export function CopyAction({ text, label }: CopyActionProps) {
  const { clipboard, notifier } = useEditor();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), toldMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  async function copy() {
    try {
      await clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      notifier.say({ text: 'The browser did not allow copying.', kind: 'warning' });
    }
  }
  return (
    <Tooltip label={isCopied ? 'Copied' : label}>
      <ActionIcon
        size={24}
        aria-label={isCopied ? 'Copied' : label}
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
      >
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}
