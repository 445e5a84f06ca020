import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { usePublished } from '../../parts/models/use-published.ts';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { InterfacePreview } from './InterfacePreview.tsx';
import { modelNameProblem, suggestModelName } from './model-name.ts';
import { PublishedLine } from './PublishedLine.tsx';
import { usePublishing } from './use-publishing.ts';
import styles from './PublishDialog.module.css';

interface NewNameProps {
  isFirst: boolean;
  isBusy: boolean;
  onPublish(model: string): void;
}

/** Publishes the workflow under a name. */
function NewName({ isFirst, isBusy, onPublish }: NewNameProps) {
  const title = useDocument(({ workflow }) => workflow.name);
  const hasOutputs = useDocument(({ workflow }) => Object.keys(workflow.outputs ?? {}).length > 0);
  const errors = useAnalysis(
    ({ issues }) => issues.filter(({ severity }) => severity === 'error').length,
  );
  const [name, setName] = useState(isFirst ? suggestModelName(title) : '');
  const [isTouched, setIsTouched] = useState(false);
  const problem = modelNameProblem(name.trim());
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsTouched(true);
    if (problem === undefined) onPublish(name.trim());
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextInput
        className={styles['name'] ?? ''}
        label={isFirst ? 'Name of the model' : 'Publish under another name too'}
        placeholder="owner/name"
        value={name}
        spellCheck={false}
        error={isTouched && problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant={isFirst ? 'filled' : 'default'}
        loading={isBusy}
        disabled={!hasOutputs || errors > 0 || (!isFirst && name.trim() === '')}
      >
        Publish
      </Button>
      {errors > 0 && (
        <p className={styles['problem']}>
          {errors === 1 ? 'One problem' : `${errors} problems`} of the workflow must be solved
          first; the panel of issues lists {errors === 1 ? 'it' : 'them'}.
        </p>
      )}
    </form>
  );
}

/** Makes the open workflow callable as a model of this server, and takes it back. */
export function PublishDialog() {
  const { view } = useEditor();
  const { workflowId } = useTab();
  const { models, isPending } = usePublished(workflowId);
  const { publish, unpublish, isBusy, problem } = usePublishing();
  const isLoading = workflowId !== undefined && isPending;
  return (
    <Modal opened size={640} title="Publish as a model" onClose={() => view.hide()}>
      <p className={styles['words']}>
        Every client of Replicate’s API can call it at this server, other workflows can use it as a
        node, and it stays as it is now until it is published again.
      </p>
      {isLoading && <LoadingState what="Looking whether it is published" rows={3} />}
      {models.map((model) => (
        <PublishedLine
          key={model.model}
          model={model}
          isBusy={isBusy}
          onPublishAgain={() => publish(model.model)}
          onUnpublish={() => unpublish(model.model)}
        />
      ))}
      {problem !== undefined && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      {!isLoading && (
        <NewName
          key={models.length}
          isFirst={models.length === 0}
          isBusy={isBusy}
          onPublish={publish}
        />
      )}
      <InterfacePreview />
    </Modal>
  );
}
