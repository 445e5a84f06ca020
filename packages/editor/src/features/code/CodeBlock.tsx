import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditor } from '../../document/editor-context.ts';
import { tokenPlaceholder } from './snippets/snippet.ts';
import styles from './CodeDialog.module.css';

function CopyButton({ text }: { text: string }) {
  const { clipboard, notifier } = useEditor();
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  async function copy() {
    try {
      await clipboard.writeText(text);
      setCopied(text);
    } catch {
      notifier.say({
        kind: 'warning',
        text: 'The browser did not allow copying.',
        hint: 'Select the text and copy it.',
      });
    }
  }
  return (
    <Button
      size="xs"
      variant="default"
      className={styles['copy']}
      leftSection={
        isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
      }
      onClick={() => void copy()}
    >
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  );
}

interface CodeBlockProps {
  title: string;
  words: string;
  text: string;
}

/** A piece of code with words above it and a button that copies it. */
export function CodeBlock({ title, words, text }: CodeBlockProps) {
  return (
    <div className={styles['panel']}>
      <p className={styles['words']}>
        {words}
        {text.includes(tokenPlaceholder) &&
          ' Put the token that the server was started with in its place.'}
      </p>
      <div className={styles['frame']}>
        <pre className={styles['code']} tabIndex={0} aria-label={`${title}: the code`}>
          <code>{text}</code>
        </pre>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
