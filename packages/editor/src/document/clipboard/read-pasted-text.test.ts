import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { copyText } from './copy-text.ts';
import { readPastedText } from './read-pasted-text.ts';

const workflow: Workflow = {
  catena: 1,
  name: 'Mine',
  nodes: { one: { type: 'image.resize', input: { image: { $from: 'inputs.photo' } } } },
  inputs: { photo: { type: 'image' } },
};

it('reads copied cards back as a part of a workflow', () => {
  const text = copyText(workflow, ['one']);
  const pasted = readPastedText(text);
  expect(pasted).toMatchObject({
    kind: 'fragment',
    fragment: { catena: 1, nodes: { one: { type: 'image.resize' } } },
  });
  expect(pasted.kind === 'fragment' && pasted.fragment).not.toHaveProperty('kind');
});

it('copies plain JSON that people can read', () => {
  expect(copyText(workflow, ['one'])).toBe(`{
  "$schema": "https://catena.dev/schema/workflow-1.json",
  "catena": 1,
  "nodes": {
    "one": {
      "type": "image.resize",
      "input": { "image": { "$from": "inputs.photo" } }
    }
  },
  "kind": "clipboard"
}
`);
});

it('tells a whole workflow from one that cannot be read', () => {
  expect(readPastedText(JSON.stringify(workflow)).kind).toBe('workflow');
  const broken = readPastedText('{"catena": 1, "nodes": 7}');
  expect(broken.kind).toBe('broken-workflow');
});

it.each([
  ['catena/upscale', { model: 'catena/upscale' }],
  [' owner/name:9f8e7d6c \n', { model: 'owner/name:9f8e7d6c' }],
  ['https://replicate.com/owner/some-model', { model: 'owner/some-model', provider: 'replicate' }],
  [
    'https://replicate.com/owner/name/versions/9f8e?input=form',
    { model: 'owner/name:9f8e', provider: 'replicate' },
  ],
  ['http://www.replicate.com/owner/name:9f8e', { model: 'owner/name:9f8e', provider: 'replicate' }],
  ['https://replicate.com/owner/name/api', { model: 'owner/name', provider: 'replicate' }],
])('reads %j as a model', (text, found) => {
  expect(readPastedText(text)).toEqual({ kind: 'model-reference', ...found });
});

it.each([
  'https://replicate.com/docs/reference',
  'https://example.com/owner/name',
  'https://example.com/picture.png',
])('reads %s as an address', (url) => {
  expect(readPastedText(url)).toEqual({ kind: 'url', url });
});

it.each([
  '{"3": {"class_type": "KSampler", "inputs": {}}}',
  '{"prompt": {"3": {"class_type": "KSampler", "inputs": {}}}}',
  '{"nodes": [], "links": [], "version": 0.4}',
])('reads %s as a workflow of ComfyUI', (text) => {
  expect(readPastedText(text).kind).toBe('comfyui');
});

it.each([
  'Hello there',
  'one/two/three',
  'a / b',
  '{"some": "json"}',
  '{}',
  '[1, 2]',
  '{broken',
  '',
])('reads %j as a text', (text) => {
  expect(readPastedText(text)).toEqual({ kind: 'text', text });
});
