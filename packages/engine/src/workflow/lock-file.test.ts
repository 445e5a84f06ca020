import { describe, expect, it } from 'vitest';
import type { ModelDescription } from '../prediction/model-description.ts';
import { compareLock } from './compare-lock.ts';
import { createLock, lockedModels, parseLock, writeLock, type ResolvedModel } from './lock-file.ts';

function describeModel(more: Partial<ModelDescription> = {}, input: object = {}): ModelDescription {
  return {
    model: 'catena/upscale',
    version: '1',
    title: 'Upscale',
    openapiSchema: {
      openapi: '3.0.2',
      paths: { '/': {} },
      components: {
        schemas: {
          Output: { $ref: '#/components/schemas/Result' },
          Result: { type: 'string', format: 'uri' },
          PredictionRequest: { type: 'object' },
          Input: { type: 'object', properties: { scale: { type: 'integer' }, ...input } },
        },
      },
    },
    defaultExample: { input: { scale: 2 } },
    metered: false,
    ...more,
  };
}

const resolved = (description: ModelDescription, reference = 'catena/upscale'): ResolvedModel => ({
  provider: 'local',
  reference,
  description,
});

const lockOf = (...descriptions: ModelDescription[]) =>
  createLock(descriptions.map((description) => resolved(description)));

describe('lock files', () => {
  it('come back from text as they were, and equal locks give equal bytes', () => {
    const lock = createLock([
      resolved(describeModel(), 'catena/upscale:1'),
      { ...resolved(describeModel()), provider: 'cog' },
      resolved(describeModel()),
    ]);
    const text = writeLock(lock);
    expect(parseLock(text)).toEqual({ lock, issues: [] });
    expect(writeLock(createLock(lockedModels(lock).toReversed()))).toBe(text);
    expect(text.indexOf('"cog"')).toBeLessThan(text.indexOf('"local"'));
  });

  it('hold what ports are made from and leave the rest of the document out', () => {
    const [locked] = lockedModels(lockOf(describeModel()));
    const { openapiSchema, ...rest } = describeModel();
    const { components } = openapiSchema as { components: { schemas: Record<string, unknown> } };
    const { PredictionRequest: _left, ...schemas } = components.schemas;
    expect(locked?.description).toEqual({ ...rest, openapiSchema: { components: { schemas } } });
    expect(parseLock(lockOf(describeModel({ openapiSchema: {} }))).issues).toEqual([]);
  });

  it('say what is wrong with them', () => {
    const codes = (source: unknown) => parseLock(source).issues.map((issue) => issue.code);
    expect(codes('{')).toEqual(['not-json']);
    expect(codes('null')).toEqual(['invalid-document']);
    expect(codes({ catenaLock: 2 })).toEqual(['newer-version']);
    expect(codes({ catenaLock: 1, models: { local: { 'a/b': 3 } } })).toEqual(['invalid-document']);
    expect(codes('{"catenaLock":1,"models":{"__proto__":{}}}')).toEqual(['invalid-id']);
  });
});

describe('compareLock', () => {
  const before = lockOf(describeModel());

  it('finds nothing between equal locks, whatever else their providers serve', () => {
    const { paths: _paths, ...openapiSchema } = describeModel().openapiSchema;
    expect(compareLock(before, lockOf(describeModel({ openapiSchema })))).toEqual([]);
  });

  it('tells a new version from a new schema, and names the inputs', () => {
    expect(compareLock(before, lockOf(describeModel({ version: '2' })))).toEqual([
      {
        provider: 'local',
        reference: 'catena/upscale',
        kind: 'new-version',
        message: 'catena/upscale has a new version (version 1 → 2).',
      },
    ]);
    const after = lockOf(describeModel({ version: '2' }, { scale: { type: 'number' }, face: {} }));
    expect(compareLock(before, after)).toMatchObject([
      { kind: 'new-schema', inputs: ['scale', 'face'] },
    ]);
  });

  it('names models that came and went', () => {
    const after = createLock([resolved(describeModel(), 'catena/other')]);
    expect(compareLock(before, after).map(({ kind, reference }) => [kind, reference])).toEqual([
      ['added', 'catena/other'],
      ['removed', 'catena/upscale'],
    ]);
  });
});
