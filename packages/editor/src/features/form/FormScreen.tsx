import { Button } from '@mantine/core';
import { IconAdjustments, IconCheck, IconCode } from '@tabler/icons-react';
import { useState } from 'react';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { EditForm } from './EditForm.tsx';
import { EmptyForm } from './EmptyForm.tsx';
import { InputForm } from './InputForm.tsx';
import { ResultsPane } from './ResultsPane.tsx';
import styles from './form.module.css';

interface FormHeaderProps {
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
}

function FormHeader({ isEditing, onEdit }: FormHeaderProps) {
  const { view } = useEditor();
  const { readOnly } = useTab();
  const name = useDocument(({ workflow }) => workflow.name);
  const description = useDocument(({ workflow }) => workflow.description);
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h1 className={styles['title']}>{name || 'Untitled workflow'}</h1>
        {description !== undefined && description !== '' && (
          <p className={styles['description']}>{description}</p>
        )}
      </div>
      <div className={styles['headerActions']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCode size={15} aria-hidden />}
          onClick={() => view.show({ kind: 'code' })}
        >
          Use from code
        </Button>
        {!readOnly && (
          <Button
            size="xs"
            variant={isEditing ? 'filled' : 'default'}
            aria-pressed={isEditing}
            leftSection={
              isEditing ? (
                <IconCheck size={15} aria-hidden />
              ) : (
                <IconAdjustments size={15} aria-hidden />
              )
            }
            onClick={() => onEdit(!isEditing)}
          >
            {isEditing ? 'Done' : 'Edit form'}
          </Button>
        )}
      </div>
    </header>
  );
}

function Form() {
  const [isEditing, setEditing] = useState(false);
  const isEmpty = useDocument(
    ({ workflow: { inputs = {}, outputs = {} } }) =>
      Object.keys(inputs).length === 0 && Object.keys(outputs).length === 0,
  );
  return (
    <div className={styles['screen']}>
      <FormHeader isEditing={isEditing} onEdit={setEditing} />
      <div className={styles['columns']}>
        {isEditing ? (
          <EditForm />
        ) : isEmpty ? (
          <EmptyForm onEdit={() => setEditing(true)} />
        ) : (
          <>
            <InputForm />
            <ResultsPane />
          </>
        )}
      </div>
    </div>
  );
}

/** The open workflow as an app: its inputs as a form, its outputs as results. */
export function FormScreen() {
  const { key } = useTab();
  return <Form key={key} />;
}
