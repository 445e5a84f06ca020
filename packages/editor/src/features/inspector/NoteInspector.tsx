import { useDocument, useTab } from '../../document/editor-context.ts';
import { setNote } from '../../document/edits/set-note.ts';
import { readLayout } from '../../document/layout.ts';
import { ColorChoice } from './ColorChoice.tsx';
import { Section } from './Section.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import styles from './inspector.module.css';

/** A note on the canvas: its words and its colour. */
export function NoteInspector({ name }: { name: string }) {
  const { document, readOnly } = useTab();
  const note = useDocument(({ workflow }) => readLayout(workflow).notes[name]);
  if (!note) return null;
  return (
    <div className={styles['scroll']}>
      <Section title="Note">
        <WordsField
          label="Text, in Markdown"
          name={`note-card:${name}`}
          value={note.text}
          minRows={6}
          toEdit={(text) => setNote(name, { text })}
        />
        <ColorChoice
          value={note.color}
          isDisabled={readOnly}
          onChange={(color) => document.edit('Colour', setNote(name, { color }))}
        />
      </Section>
    </div>
  );
}
