import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { semanticHash } from '@catena/engine';
import type { PublishedModel } from '@catena/server/client';
import { useDocument, useEditor } from '../../document/editor-context.ts';
import { CopyAction } from '../../parts/CopyAction.tsx';
import styles from './PublishDialog.module.css';

function usePublishedState({ versions }: PublishedModel) {
  const workflow = useDocument((state) => state.workflow);
  const hash = useMemo(() => semanticHash(workflow), [workflow]);
  const [newest] = versions;
  return { newest, isOld: newest !== undefined && newest.id !== hash };
}

interface PublishedLineProps {
  model: PublishedModel;
  isBusy: boolean;
  onPublishAgain(): void;
  onUnpublish(): void;
}

/** A model that the workflow is published as: its address and version, and whether that is behind. */
export function PublishedLine(props: PublishedLineProps) {
  const { model, isBusy, onPublishAgain, onUnpublish } = props;
  const { view } = useEditor();
  const { newest, isOld } = usePublishedState(model);
  const [isSure, setIsSure] = useState(false);
  const address = `${window.location.origin}/v1/models/${model.model}/predictions`;
  return (
    <section className={styles['published']} aria-label={`Published as ${model.model}`}>
      <div className={styles['publishedHead']}>
        <strong>{model.model}</strong>
        <span className={styles['state']} data-old={isOld || undefined}>
          {isOld ? 'older than the canvas' : 'as on the canvas'}
        </span>
      </div>
      <dl className={styles['facts']}>
        <dt>Address</dt>
        <dd>
          <code>{address}</code>
          <CopyAction label="Copy the address" text={address} />
        </dd>
        <dt>Version</dt>
        <dd>
          <code title={newest?.id}>{newest?.id.slice(0, 12)}</code>
          {newest && <CopyAction label="Copy the version" text={`${model.model}:${newest.id}`} />}
          <span>
            {newest && new Date(newest.publishedAt).toLocaleString()}
            {model.versions.length > 1 && `, ${model.versions.length} versions`}
          </span>
        </dd>
      </dl>
      <div className={styles['actions']}>
        {isOld && (
          <Button size="xs" loading={isBusy} onClick={onPublishAgain}>
            Publish again
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => view.show({ kind: 'code' })}>
          Use from code
        </Button>
        {isSure ? (
          <>
            <Button size="xs" color="red" loading={isBusy} onClick={onUnpublish}>
              Unpublish {model.model} with{' '}
              {model.versions.length === 1 ? 'its version' : 'all versions'}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setIsSure(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button size="xs" variant="subtle" color="red" onClick={() => setIsSure(true)}>
            Unpublish …
          </Button>
        )}
      </div>
    </section>
  );
}
