import { useQuery } from '@tanstack/react-query';
import type { Settings } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { CopyAction } from '../../parts/CopyAction.tsx';
import { formatTime } from '../../parts/format-time.ts';
import styles from './settings.module.css';

/** What this server is, and on what terms. */
export function AboutSection({ settings }: { settings: Settings }) {
  const { client } = useEditor();
  const { data: health } = useQuery({ queryKey: ['health'], queryFn: () => client.health() });
  return (
    <>
      <dl className={styles['facts']}>
        <dt>Catena</dt>
        <dd>{health ? `Version ${health.version}, up for ${formatTime(health.uptimeMs)}` : '…'}</dd>
        <dt>Data folder</dt>
        <dd className={styles['path']}>
          <code>{settings.dataFolder}</code>
          <CopyAction text={settings.dataFolder} label="Copy the path" />
        </dd>
        <dt>Providers</dt>
        <dd>{settings.providers.join(', ')}</dd>
        <dt>Token</dt>
        <dd>
          {settings.needsToken
            ? 'Needed: the server was started with one.'
            : 'Not needed: whoever reaches this server may use it.'}
        </dd>
        <dt>API</dt>
        <dd>
          <a href="/api/reference" target="_blank" rel="noreferrer">
            Reference
          </a>
          {', '}
          <a href="/api/openapi.json" target="_blank" rel="noreferrer">
            OpenAPI document
          </a>
        </dd>
        <dt>Licences</dt>
        <dd>
          Catena has the MIT licence; Inter and JetBrains Mono have the SIL Open Font License. The
          palette says on what terms the weights of each model may be used.
        </dd>
      </dl>
      <p className={styles['words']}>
        Workflows, runs, files and what this server keeps to lie in the data folder. To move or to
        back up all of it, copy the folder while the server is stopped.
      </p>
    </>
  );
}
