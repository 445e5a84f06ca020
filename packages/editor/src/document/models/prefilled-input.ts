import type { ModelDescription } from '@catena/engine';
import type { Client } from '@catena/server/client';
import type { CommandContext } from '../commands/command.ts';
import type { NodeChoice } from '../new-node.ts';
import { exampleInput } from './example-input.ts';

const dataUrl = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/s;

function decode(url: string): Blob | undefined {
  const [, mediaType = '', parameters = '', content = ''] = dataUrl.exec(url) ?? [];
  try {
    const text = parameters.endsWith(';base64') ? atob(content) : decodeURIComponent(content);
    return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type: mediaType });
  } catch {
    return undefined;
  }
}

/** Files that are written out in an example become files of the server: a document names its files. */
async function storeFiles(client: Client, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => storeFiles(client, item)));
  const content = typeof value === 'string' && dataUrl.test(value) ? decode(value) : undefined;
  return content ? client.artifacts.upload(content) : value;
}

async function prefill(
  client: Client,
  model: ModelDescription,
): Promise<Record<string, unknown> | undefined> {
  const entries = await Promise.all(
    Object.entries(exampleInput(model)).map(async ([name, value]) => {
      const stored = await storeFiles(client, value).catch(() => undefined);
      return stored === undefined ? [] : [[name, stored] as const];
    }),
  );
  const input = Object.fromEntries(entries.flat());
  return Object.keys(input).length > 0 ? input : undefined;
}

/** What a new node of a model begins with, from the model's example; nothing where there is none. */
export async function prefilledInput(
  { client, catalog }: Pick<CommandContext, 'client' | 'catalog'>,
  { provider, model }: Pick<NodeChoice, 'provider' | 'model'>,
): Promise<Record<string, unknown> | undefined> {
  if (provider === undefined || model === undefined) return undefined;
  const description = await catalog.needModel(provider, model);
  return description && prefill(client, description);
}
