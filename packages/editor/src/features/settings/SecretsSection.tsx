import type { Settings } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { KeptSecret } from './KeptSecret.tsx';
import { NewSecret } from './NewSecret.tsx';
import styles from './settings.module.css';

/** Tokens of providers and named secrets: kept on the server, in a file that only its owner can read. */
export function SecretsSection({ settings }: { settings: Settings }) {
  const { client } = useEditor();
  return (
    <>
      <p className={styles['words']}>
        What you enter here is kept on the server, in a file that only its owner can read, and is
        never sent back: not to this page, not into a workflow, not into a log.
      </p>
      <section aria-labelledby="settings-tokens">
        <h3 id="settings-tokens" className={styles['subtitle']}>
          Accounts at providers
        </h3>
        <ul className={styles['secrets']}>
          {settings.tokens.map(({ provider, title, isSet, help }) => (
            <KeptSecret
              key={provider}
              title={title}
              noun="token"
              isSet={isSet}
              words={help}
              removalWords={`Models of ${title} cannot be called without it.`}
              onSet={(value) => client.settings.setToken(provider, value)}
              onRemove={() => client.settings.removeToken(provider)}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="settings-secrets">
        <h3 id="settings-secrets" className={styles['subtitle']}>
          Named secrets
        </h3>
        <p className={styles['words']}>
          A workflow names one where a node asks for a secret: {'{ "$secret": "API_KEY" }'}. The
          value is put in when the node runs.
        </p>
        {settings.secrets.length > 0 && (
          <ul className={styles['secrets']}>
            {settings.secrets.map((name) => (
              <KeptSecret
                key={name}
                title={name}
                noun="secret"
                isSet
                removalWords="Workflows that name it cannot run without it."
                onSet={(value) => client.settings.setSecret(name, value)}
                onRemove={() => client.settings.removeSecret(name)}
              />
            ))}
          </ul>
        )}
        <NewSecret taken={settings.secrets} />
      </section>
    </>
  );
}
