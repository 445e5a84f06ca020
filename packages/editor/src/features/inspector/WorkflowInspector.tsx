import { useDocument, useTab } from '../../document/editor-context.ts';
import { setWorkflow } from '../../document/edits/set-workflow.ts';
import { InterfaceList } from './InterfaceList.tsx';
import { PlanSummary } from './PlanSummary.tsx';
import { Section } from './Section.tsx';
import { TitleField } from './TitleField.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import styles from './inspector.module.css';

/** The workflow itself: its words, what goes in and what comes out, and what a run would do. */
export function WorkflowInspector() {
  const { document } = useTab();
  const name = useDocument(({ workflow }) => workflow.name);
  const description = useDocument(({ workflow }) => workflow.description);
  const note = useDocument(({ workflow }) => workflow.note);
  return (
    <div className={styles['inspector']}>
      <header className={styles['header']}>
        <TitleField
          title={name ?? ''}
          placeholder="Untitled workflow"
          label="Name of the workflow"
          onRename={(next) => document.edit('Rename the workflow', setWorkflow({ name: next }))}
        />
        <span className={styles['kind']}>Workflow. Select a card to see it in full.</span>
      </header>
      <div className={styles['scroll']}>
        <PlanSummary />
        <InterfaceList section="inputs" />
        <InterfaceList section="outputs" />
        <Section title="Words">
          <WordsField
            label="Description"
            name="workflow-description"
            value={description}
            placeholder="What it makes, of what"
            toEdit={(value) => setWorkflow({ description: value })}
          />
          <WordsField
            label="Note"
            name="workflow-note"
            value={note}
            toEdit={(value) => setWorkflow({ note: value })}
          />
        </Section>
      </div>
    </div>
  );
}
