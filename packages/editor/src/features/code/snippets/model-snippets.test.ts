import { expect, it } from 'vitest';
import { allModelSnippets } from './all-model-snippets.ts';
import { toAddresses, type ModelFacts } from './model-facts.ts';
import { tokenPlaceholder } from './snippet.ts';

const facts: ModelFacts = {
  baseUrl: 'http://127.0.0.1:4000',
  needsToken: false,
  model: 'my/poster',
  version: 'f'.repeat(64),
  input: { prompt: 'it\u2019s "quoted"', count: 2, flag: true },
  givesFiles: true,
};

function written(id: string, change: Partial<ModelFacts> = {}): string {
  return (
    allModelSnippets.find((snippet) => snippet.id === id)?.write({ ...facts, ...change }) ?? ''
  );
}

it('writes the address of this server, the model and the current values for each client', () => {
  expect(written('replicate-js')).toContain('baseUrl: "http://127.0.0.1:4000/v1"');
  expect(written('replicate-js')).toContain('replicate.run("my/poster"');
  expect(written('replicate-python')).toContain('base_url="http://127.0.0.1:4000"');
  expect(written('replicate-python')).toContain('"flag": True');
  expect(written('replicate-curl')).toContain(
    'http://127.0.0.1:4000/v1/models/my/poster/predictions',
  );
  for (const { id } of allModelSnippets) expect(written(id)).toContain('quoted');
});

it('asks for the token only where the server does', () => {
  for (const { id } of allModelSnippets) {
    expect(written(id)).not.toContain(tokenPlaceholder);
    expect(written(id, { needsToken: true })).toContain(tokenPlaceholder);
  }
});

it('keeps plain addresses of files where there is no TLS, which the official client leaves as they are', () => {
  expect(written('replicate-js')).toContain('useFileOutput: false');
  expect(written('replicate-js', { baseUrl: 'https://catena.test' })).not.toContain(
    'useFileOutput',
  );
});

it('names files of this server by their address', () => {
  const file = { $artifact: 'a'.repeat(64), mediaType: 'image/png', sizeBytes: 3 };
  expect(toAddresses({ images: [file], text: 'x' }, 'http://h')).toEqual({
    images: [`http://h/api/artifacts/${'a'.repeat(64)}`],
    text: 'x',
  });
});
