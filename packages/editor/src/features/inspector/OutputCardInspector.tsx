import { outputCardPort, writeCardId } from '../../document/card-id.ts';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { whyNotName } from '../../document/edits/new-id.ts';
import { renameWorkflowOutput } from '../../document/edits/rename-workflow-output.ts';
import { setWorkflowOutput } from '../../document/edits/set-workflow-output.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { ArtifactActions, filesIn } from '../../parts/ArtifactActions.tsx';
import { WireSource } from '../../parts/fields/WireSource.tsx';
import { ValueView } from '../../parts/ValueView.tsx';
import { NameField } from '../../parts/NameField.tsx';
import { Section } from './Section.tsx';
import { TitleField } from './TitleField.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import styles from './inspector.module.css';

function OutputValue({ name }: { name: string }) {
  const { view } = useEditor();
  const value = useRunView(({ outputs }) => outputs[name]);
  const [file, ...more] = filesIn(value);
  const card = writeCardId({ kind: 'output', name });
  return (
    <Section
      title="Result"
      actions={file && more.length === 0 && <ArtifactActions artifact={file} stem={name} />}
    >
      {value === undefined ? (
        <p className={styles['words']}>Shown here once a run has come to it.</p>
      ) : (
        <ValueView value={value} onOpen={(index) => view.show({ kind: 'viewer', card, index })} />
      )}
    </Section>
  );
}

/** An output of the workflow in full: its result, where it comes from, its words. */
export function OutputCardInspector({ name }: { name: string }) {
  const { document } = useTab();
  const outputs = useDocument(({ workflow }) => workflow.outputs);
  const output = outputs?.[name];
  if (!output) return null;
  const card = writeCardId({ kind: 'output', name });
  function rename(next: string) {
    const select = { cards: [writeCardId({ kind: 'output', name: next })] };
    document.edit('Rename an output', renameWorkflowOutput(name, next), { select });
  }
  return (
    <div className={styles['inspector']}>
      <header className={styles['header']}>
        <TitleField
          title={output.title ?? ''}
          placeholder={name}
          label="Title of the output"
          onRename={(title) => document.edit('Rename', setWorkflowOutput(name, { title }))}
        />
        <span className={styles['kind']}>Output of the workflow</span>
      </header>
      <div className={styles['scroll']}>
        <OutputValue name={name} />
        <Section title="Comes from">
          <WireSource card={card} port={outputCardPort} reference={output} compact={false} />
        </Section>
        <Section title="Words">
          <NameField
            name={name}
            check={(next) => whyNotName(next, (other) => Object.hasOwn(outputs, other))}
            onRename={rename}
          />
          <WordsField
            label="Description"
            name={`output:${name}`}
            value={output.description}
            toEdit={(description) => setWorkflowOutput(name, { description })}
          />
        </Section>
      </div>
    </div>
  );
}
