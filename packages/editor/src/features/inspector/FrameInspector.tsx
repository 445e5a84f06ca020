import { Button } from '@mantine/core';
import { writeCardId } from '../../document/card-id.ts';
import { useDocument, useTab } from '../../document/editor-context.ts';
import { setFrame } from '../../document/edits/set-frame.ts';
import { ungroup } from '../../document/edits/ungroup.ts';
import { readLayout } from '../../document/layout.ts';
import { ColorChoice } from './ColorChoice.tsx';
import { Section } from './Section.tsx';
import { TitleField } from './TitleField.tsx';
import styles from './inspector.module.css';

/** A frame: its title, its colour and what moves with it. */
export function FrameInspector({ name }: { name: string }) {
  const { document, readOnly } = useTab();
  const frame = useDocument(({ workflow }) => readLayout(workflow).frames[name]);
  if (!frame) return null;
  const count = frame.cards.length;
  return (
    <div className={styles['inspector']}>
      <header className={styles['header']}>
        <TitleField
          title={frame.title}
          placeholder="Frame"
          label="Title of the frame"
          onRename={(title) => document.edit('Rename', setFrame(name, { title }))}
        />
        <span className={styles['kind']}>
          Frame, {count === 1 ? '1 card moves' : `${count} cards move`} with it
        </span>
      </header>
      <div className={styles['scroll']}>
        <Section title="Colour">
          <ColorChoice
            value={frame.color}
            isDisabled={readOnly}
            onChange={(color) => document.edit('Colour', setFrame(name, { color }))}
          />
        </Section>
        {!readOnly && (
          <Section title="Cards">
            <div className={styles['row']}>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => document.select({ cards: frame.cards })}
              >
                Select what is in it
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  document.edit('Ungroup', ungroup([writeCardId({ kind: 'frame', name })]), {
                    select: { cards: frame.cards },
                  })
                }
              >
                Ungroup
              </Button>
            </div>
          </Section>
        )}
      </div>
    </div>
  );
}
