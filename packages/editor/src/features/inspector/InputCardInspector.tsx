import { useDocument, useTab } from '../../document/editor-context.ts';
import { whyNotName } from '../../document/edits/new-id.ts';
import { renameWorkflowInput } from '../../document/edits/rename-workflow-input.ts';
import { setWorkflowInput } from '../../document/edits/set-workflow-input.ts';
import { writeCardId } from '../../document/card-id.ts';
import { DefaultField } from '../../parts/DefaultField.tsx';
import { InputBounds } from '../../parts/InputBounds.tsx';
import { NameField } from '../../parts/NameField.tsx';
import { PortTypeSelect } from './PortTypeSelect.tsx';
import { Section } from './Section.tsx';
import { TitleField } from './TitleField.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import styles from './inspector.module.css';

/** An input of the workflow in full: its value, its type, its bounds, its words. */
export function InputCardInspector({ name }: { name: string }) {
  const { document, readOnly } = useTab();
  const inputs = useDocument(({ workflow }) => workflow.inputs);
  const input = inputs?.[name];
  if (!input) return null;
  const set = (label: string, change: Parameters<typeof setWorkflowInput>[1]) =>
    document.edit(label, setWorkflowInput(name, change));
  function rename(next: string) {
    const select = { cards: [writeCardId({ kind: 'input', name: next })] };
    document.edit('Rename an input', renameWorkflowInput(name, next), { select });
  }
  return (
    <div className={styles['inspector']}>
      <header className={styles['header']}>
        <TitleField
          title={input.title ?? ''}
          placeholder={name}
          label="Title of the input"
          onRename={(title) => set('Rename', { title })}
        />
        <span className={styles['kind']}>Input of the workflow</span>
      </header>
      <div className={styles['scroll']}>
        <Section title="Value, where a run is given no other">
          <DefaultField name={name} input={input} />
        </Section>
        <Section title="What may be given">
          <PortTypeSelect
            value={input.type}
            isDisabled={readOnly}
            onChange={(type) => set('Change the type', { type })}
          />
          <InputBounds key={name} name={name} input={input} />
        </Section>
        <Section title="Words">
          <NameField
            name={name}
            check={(next) => whyNotName(next, (other) => Object.hasOwn(inputs, other))}
            onRename={rename}
          />
          <WordsField
            label="Description"
            name={`input:${name}`}
            value={input.description}
            toEdit={(description) => setWorkflowInput(name, { description })}
          />
        </Section>
      </div>
    </div>
  );
}
