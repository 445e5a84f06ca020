// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient, type Settings } from '@catena/server/client';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { EditorContext } from '../../document/editor-context.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

afterEach(cleanup);

interface Sent {
  method: string;
  path: string;
  body: unknown;
}

let settings: Settings;
let sent: Sent[];
let refusal: { status: number; title: string; detail: string } | undefined;

beforeEach(() => {
  sent = [];
  refusal = undefined;
  settings = {
    limits: { computeConcurrency: 8, maxSteps: 10_000 },
    fixedLimits: ['computeConcurrency'],
    tokens: [{ provider: 'replicate', title: 'Replicate', isSet: false, help: 'Create one.' }],
    secrets: ['OLD_KEY'],
    needsToken: false,
    dataFolder: '/data/here',
    providers: ['local'],
  };
});

/** A server that keeps to what it is told, or refuses. */
function answer(path: string, method: string, body: string | undefined): Response {
  if (path === '/api/health')
    return Response.json({ status: 'ok', version: '9.9.9', uptimeMs: 60_000 });
  if (method === 'GET') return Response.json(settings);
  sent.push({ method, path, body: body === undefined ? undefined : JSON.parse(body) });
  if (refusal)
    return Response.json(
      { type: 'about:blank', code: 'no', ...refusal },
      { status: refusal.status },
    );
  if (path.endsWith('/tokens/replicate')) {
    settings = {
      ...settings,
      tokens: settings.tokens.map((one) => ({ ...one, isSet: method === 'PUT' })),
    };
  }
  if (path.includes('/secrets/')) {
    const name = path.split('/').at(-1) ?? '';
    const others = settings.secrets.filter((other) => other !== name);
    settings = { ...settings, secrets: method === 'PUT' ? [...others, name] : others };
  }
  if (method === 'PATCH') return Response.json(settings);
  return new Response(null, { status: 204 });
}

async function open(section: string): Promise<TestEditor> {
  const editor = await createTestEditor({ catena: 1, nodes: {} });
  const client = createClient({
    baseUrl: 'http://editor.test',
    fetch: (input, init) =>
      Promise.resolve(
        answer(
          new URL(input as string).pathname,
          init?.method ?? 'GET',
          init?.body as string | undefined,
        ),
      ),
  });
  editor.context.view.show({ kind: 'settings', section });
  render(
    <MantineProvider env="test">
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <EditorContext value={{ ...editor.context, client }}>
          <SettingsDialog />
        </EditorContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return editor;
}

const click = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }));

it('sets, replaces and removes a token, and shows only whether it is there', async () => {
  await open('secrets');
  await click('Set the token of Replicate');
  const field = screen.getByLabelText<HTMLInputElement>('token of Replicate');
  expect(field.type).toBe('password');
  fireEvent.change(field, { target: { value: ' r8_secret ' } });
  await click('Set');
  await screen.findByText('Set', { selector: '[data-set="true"]' });
  expect(sent).toEqual([
    { method: 'PUT', path: '/api/settings/tokens/replicate', body: { value: 'r8_secret' } },
  ]);
  expect(document.body.innerHTML).not.toContain('r8_secret');
  await click('Remove the token of Replicate');
  await click('Remove');
  await screen.findByText('Not set');
  expect(sent.at(-1)).toMatchObject({ method: 'DELETE' });
});

it('tells at the field why a secret was not kept', async () => {
  refusal = { status: 507, title: 'The disk is full.', detail: 'Make room.' };
  await open('secrets');
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: '1 bad' } });
  expect(screen.getByText(/A letter, then letters/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'OLD_KEY' } });
  expect(screen.getByText(/There is one of this name/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'NEW_KEY' } });
  fireEvent.change(screen.getByLabelText('Value'), { target: { value: 'hush' } });
  await click('Add');
  expect(await screen.findByText('The disk is full. Make room.')).toBeTruthy();
  refusal = undefined;
  await click('Add');
  await screen.findByRole('button', { name: 'Remove the secret of NEW_KEY', hidden: true });
});

it('saves a limit, and shows one that the server was started with', async () => {
  await open('limits');
  const [group] = await screen.findAllByRole('group', {
    name: 'Steps that compute at once',
    hidden: true,
  });
  expect(group?.textContent).toContain('CATENA_CONCURRENCY');
  expect(group?.querySelector('input')?.disabled).toBe(true);
  const steps = screen.getByRole<HTMLInputElement>('textbox', {
    name: 'Most steps of a run',
    hidden: true,
  });
  fireEvent.change(steps, { target: { value: '0' } });
  expect(screen.getByText('A whole number from 1 to 1,000,000.')).toBeTruthy();
  fireEvent.change(steps, { target: { value: '500' } });
  await click('Save');
  await waitFor(() =>
    expect(sent).toEqual([
      { method: 'PATCH', path: '/api/settings', body: { limits: { maxSteps: 500 } } },
    ]),
  );
});

it('says what this server is', async () => {
  await open('about');
  expect(await screen.findByText('/data/here')).toBeTruthy();
  expect(await screen.findByText(/Version 9\.9\.9/)).toBeTruthy();
});

it('changes what the editor does', async () => {
  const editor = await open('general');
  fireEvent.click(screen.getByRole('switch', { name: 'Minimap', hidden: true }));
  expect(editor.context.view.getState().minimap).toBe(false);
  fireEvent.click(screen.getByRole('radio', { name: 'As in node editors', hidden: true }));
  expect(editor.context.view.getState().navigation).toBe('legacy');
});
