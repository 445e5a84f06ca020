import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Connection } from './connection.ts';

/** Asks for the token that the server was started with, and trades it for a cookie. */
export function TokenPrompt({ connection }: { connection: Connection }) {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function enter(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const response = await connection.fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: token.trim() }),
      });
      if (response.ok) window.location.reload();
      else if (response.status === 401) setProblem('This is not the token of this server.');
      else setProblem(`The server answered ${response.status}.`);
    } catch {
      setProblem('The server cannot be reached.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      centered
      title="This server asks for a token"
    >
      <form onSubmit={(event) => void enter(event)}>
        <Stack gap="sm">
          <Text size="md" c="dimmed">
            It was given with <code>--token</code> when the server was started. It is kept as a
            cookie that scripts cannot read.
          </Text>
          <PasswordInput
            label="Token"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            error={problem}
            autoComplete="current-password"
            data-autofocus
            required
          />
          <Button type="submit" loading={busy} disabled={!token.trim()}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
