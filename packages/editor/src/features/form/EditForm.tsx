import { useState } from 'react';
import { parsePortType, type PortType, type Workflow } from '@catena/engine';
import { writeCardId } from '../../document/card-id.ts';
import { useAnalysis, useDocument, useTab } from '../../document/editor-context.ts';
import { demoteInput } from '../../document/edits/demote-input.ts';
import { whyNotName } from '../../document/edits/new-id.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import { renameWorkflowInput } from '../../document/edits/rename-workflow-input.ts';
import { renameWorkflowOutput } from '../../document/edits/rename-workflow-output.ts';
import { setWorkflowInput } from '../../document/edits/set-workflow-input.ts';
import { setWorkflowOutput } from '../../document/edits/set-workflow-output.ts';
import { DefaultField } from '../../parts/DefaultField.tsx';
import { InputBounds } from '../../parts/InputBounds.tsx';
import { NameField } from '../../parts/NameField.tsx';
import { WordsField } from '../../parts/WordsField.tsx';
import { CandidateSelect } from './CandidateSelect.tsx';
import { EntryEditor, TitleInput } from './EntryEditor.tsx';
import { inputCandidates, outputCandidates } from './form-candidates.ts';
import { publishInput, publishOutput } from './publish.ts';
import styles from './form.module.css';

const anyType: PortType = { base: 'any', depth: 0 };

interface BodyProps<Section extends 'inputs' | 'outputs'> {
  name: string;
  entries: NonNullable<Workflow[Section]>;
  onRenamed: (name: string) => void;
}

function InputBody({ name, entries, onRenamed }: BodyProps<'inputs'>) {
  const { document } = useTab();
  const input = entries[name];
  if (!input) return null;
  return (
    <>
      <TitleInput
        section="inputs"
        name={name}
        title={input.title}
        toEdit={(title) => setWorkflowInput(name, { title })}
      />
      <WordsField
        label="Description"
        name={`input:${name}`}
        value={input.description}
        toEdit={(description) => setWorkflowInput(name, { description })}
      />
      <div>
        <p className={styles['small']}>Value, where a run is given no other</p>
        <DefaultField name={name} input={input} />
      </div>
      <InputBounds key={name} name={name} input={input} />
      <NameField
        name={name}
        check={(next) => whyNotName(next, (other) => Object.hasOwn(entries, other))}
        onRename={(next) => {
          document.edit('Rename an input', renameWorkflowInput(name, next));
          onRenamed(next);
        }}
      />
    </>
  );
}

function OutputBody({ name, entries, onRenamed }: BodyProps<'outputs'>) {
  const { document } = useTab();
  const output = entries[name];
  if (!output) return null;
  return (
    <>
      <TitleInput
        section="outputs"
        name={name}
        title={output.title}
        toEdit={(title) => setWorkflowOutput(name, { title })}
      />
      <WordsField
        label="Description"
        name={`output:${name}`}
        value={output.description}
        toEdit={(description) => setWorkflowOutput(name, { description })}
      />
      <NameField
        name={name}
        check={(next) => whyNotName(next, (other) => Object.hasOwn(entries, other))}
        onRename={(next) => {
          document.edit('Rename an output', renameWorkflowOutput(name, next));
          onRenamed(next);
        }}
      />
    </>
  );
}

function useOpenEntry() {
  const [open, setOpen] = useState<string>();
  return { open, setOpen, toggle: (name: string) => setOpen(open === name ? undefined : name) };
}

function EditInputs() {
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const { open, setOpen, toggle } = useOpenEntry();
  const entries = workflow.inputs ?? {};
  const names = Object.keys(entries);
  return (
    <section className={styles['left']} aria-labelledby="edit-inputs">
      <div className={styles['paneHead']}>
        <h2 id="edit-inputs" className={styles['paneTitle']}>
          What goes in
        </h2>
      </div>
      <div className={styles['fields']}>
        <ul className={styles['entries']}>
          {names.map((name, index) => (
            <EntryEditor
              key={name}
              section="inputs"
              name={name}
              title={entries[name]?.title}
              type={parsePortType(entries[name]?.type ?? '') ?? anyType}
              index={index}
              count={names.length}
              isOpen={open === name}
              onToggle={() => toggle(name)}
              removal={demoteInput(name)}
            >
              <InputBody name={name} entries={entries} onRenamed={setOpen} />
            </EntryEditor>
          ))}
        </ul>
        <CandidateSelect
          label="Add an input of a node to the form"
          placeholder="Add an input of a node"
          nothing="Every input of the nodes is wired"
          candidates={inputCandidates(workflow, ports)}
          urgentWords="needs a value"
          toEdit={publishInput}
        />
      </div>
    </section>
  );
}

function EditOutputs() {
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const typed = useAnalysis((state) => state.typed.outputs);
  const { open, setOpen, toggle } = useOpenEntry();
  const entries = workflow.outputs ?? {};
  const names = Object.keys(entries);
  return (
    <section className={styles['right']} aria-labelledby="edit-outputs">
      <div className={styles['paneHead']}>
        <h2 id="edit-outputs" className={styles['paneTitle']}>
          What comes out
        </h2>
      </div>
      <div className={styles['results']}>
        <ul className={styles['entries']}>
          {names.map((name, index) => (
            <EntryEditor
              key={name}
              section="outputs"
              name={name}
              title={entries[name]?.title}
              type={typed.get(name)?.type ?? anyType}
              index={index}
              count={names.length}
              isOpen={open === name}
              onToggle={() => toggle(name)}
              removal={removeCards([writeCardId({ kind: 'output', name })])}
            >
              <OutputBody name={name} entries={entries} onRenamed={setOpen} />
            </EntryEditor>
          ))}
        </ul>
        <CandidateSelect
          label="Add what a node gives to the results"
          placeholder="Add what a node gives"
          nothing="All that the nodes give is shown"
          candidates={outputCandidates(workflow, ports)}
          toEdit={publishOutput}
        />
      </div>
    </section>
  );
}

/** Chooses what of the workflow is its form and its API. */
export function EditForm() {
  return (
    <>
      <EditInputs />
      <EditOutputs />
    </>
  );
}
