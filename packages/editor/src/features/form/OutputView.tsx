import { IconArrowsMaximize, IconDownload } from '@tabler/icons-react';
import { parseReference, type WorkflowOutput } from '@catena/engine';
import { writeCardId } from '../../document/card-id.ts';
import { useAnalysis, useEditor } from '../../document/editor-context.ts';
import { ArtifactActions, filesIn } from '../../parts/ArtifactActions.tsx';
import { CopyAction } from '../../parts/CopyAction.tsx';
import { NodeStatusMark } from '../../parts/NodeStatusMark.tsx';
import { useDownload } from '../../parts/use-download.ts';
import { ValueView } from '../../parts/ValueView.tsx';
import { artifactFileName } from '../../parts/viewers/describe-artifact.ts';
import { downloadBlob } from '../../ui/download-blob.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './form.module.css';

interface OutputActionsProps {
  name: string;
  value: unknown;
}

function saveText(name: string, value: unknown): void {
  const isText = typeof value === 'string';
  const text = isText ? value : JSON.stringify(value, undefined, 2);
  const type = isText ? 'text/plain' : 'application/json';
  downloadBlob(new Blob([text], { type }), `${name}.${isText ? 'txt' : 'json'}`);
}

function OutputActions({ name, value }: OutputActionsProps) {
  const { view } = useEditor();
  const { save } = useDownload();
  const files = filesIn(value);
  const [file, ...more] = files;
  function saveAll() {
    for (const [index, artifact] of files.entries()) {
      void save(artifact, artifactFileName(artifact, `${name}-${index + 1}`));
    }
  }
  return (
    <span className={styles['actions']}>
      {!file && (
        <>
          <CopyAction
            text={typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)}
            label={`Copy ${name}`}
          />
          <IconButton size={26} label={`Download ${name}`} onClick={() => saveText(name, value)}>
            <IconDownload size={15} aria-hidden />
          </IconButton>
        </>
      )}
      {file && more.length === 0 && <ArtifactActions artifact={file} stem={name} />}
      {more.length > 0 && (
        <IconButton size={26} label={`Download all ${files.length} files`} onClick={saveAll}>
          <IconDownload size={15} aria-hidden />
        </IconButton>
      )}
      <IconButton
        size={26}
        label={`Open ${name} large`}
        onClick={() => view.show({ kind: 'viewer', card: writeCardId({ kind: 'output', name }) })}
      >
        <IconArrowsMaximize size={15} aria-hidden />
      </IconButton>
    </span>
  );
}

interface OutputViewProps {
  name: string;
  output: WorkflowOutput;
  value: unknown;
}

/** An output of the workflow, large; before there is a value, how its node stands. */
export function OutputView({ name, output, value }: OutputViewProps) {
  const { view } = useEditor();
  const type = useAnalysis(({ typed }) => typed.outputs.get(name)?.type);
  const source = parseReference(output.$from);
  const card = writeCardId({ kind: 'output', name });
  return (
    <figure className={styles['output']}>
      <figcaption className={styles['outputHead']}>
        <span className={styles['label']}>{output.title ?? name}</span>
        {value !== undefined && <OutputActions name={name} value={value} />}
      </figcaption>
      {output.description !== undefined && <p className={styles['hint']}>{output.description}</p>}
      {value === undefined ? (
        <div className={styles['pending']}>
          {source?.kind === 'node' ? <NodeStatusMark nodeId={source.nodeId} /> : null}
        </div>
      ) : (
        <ValueView
          value={value}
          type={type}
          onOpen={(index) => view.show({ kind: 'viewer', card, index })}
        />
      )}
    </figure>
  );
}
