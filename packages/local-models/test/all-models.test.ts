import { access, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createLocal } from '../src/index.ts';
import { checkInput } from '../src/input/check-input.ts';
import { inputProperties } from '../src/input/input-properties.ts';
import { allModels } from '../src/models/all-models.ts';
import { ModelBench } from './run-model.ts';

const bench = new ModelBench(createLocal());

afterAll(() => bench.provider.close?.());

const modelsFolder = new URL('../src/models/', import.meta.url);

describe('the list of models', () => {
  it('holds every model file', async () => {
    const names = new Set(allModels.map(({ name }) => name.replace('catena/', '')));
    const files = (await readdir(modelsFolder))
      .filter((file) => /^[a-z-]+\.ts$/.test(file))
      .map((file) => file.replace('.ts', ''))
      .filter((file) => !/^(all-models|local-model|.*-schema|example-.*)$/.test(file));
    expect(new Set(files)).toEqual(names);
    for (const name of names) await access(fileURLToPath(new URL(`${name}.ts`, modelsFolder)));
  });

  it('keeps every weight file under a name of its own', () => {
    const packages = new Map(
      allModels.flatMap(({ weights }) => weights.map((one) => [`${one.name}@${one.version}`, one])),
    );
    const files = [...packages.values()].flatMap((one) => one.files.map(({ as }) => as));
    expect(files).toEqual([...new Set(files)]);
    for (const { integrity, version } of packages.values()) {
      expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});

describe.each(allModels.map((model) => [model.name, model] as const))('%s', (name, model) => {
  it('is described for people', () => {
    expect(name).toMatch(/^catena\/[a-z-]+$/);
    for (const text of [model.title, model.description, model.card.summary, model.card.source]) {
      expect(text.length).toBeGreaterThan(3);
    }
    expect(model.card.limits.length).toBeGreaterThan(0);
    expect(model.card.licence.code).not.toBe('');
    expect(model.card.licence.weights).not.toBe('');
    expect(model.card.downloadBytes).toBeGreaterThan(0);
  });

  it('says of every input what it is, in an order', () => {
    const schemas = (model.openapiSchema['components'] as { schemas: Record<string, unknown> })
      .schemas;
    expect(schemas).toHaveProperty('Output');
    const { properties } = schemas['Input'] as {
      properties: Record<string, Record<string, unknown>>;
    };
    expect(Object.values(properties).map((property) => property['x-order'])).toEqual(
      Object.keys(properties).map((_, index) => index),
    );
    for (const property of Object.values(properties)) {
      expect(property).toHaveProperty('title');
      expect(property).toHaveProperty('description');
    }
    for (const property of inputProperties(model.openapiSchema)) {
      if (property.isFile) expect(properties[property.name]).toHaveProperty('x-cog-accept');
    }
  });

  it('has an example that is small and runs', async () => {
    expect(JSON.stringify(model.defaultExample).length).toBeLessThan(60_000);
    checkInput(name, model.openapiSchema, model.defaultExample.input);
    const { prediction, output } = await bench.run(name, model.defaultExample.input);
    expect(prediction.error).toBeUndefined();
    expect(prediction.status).toBe('succeeded');
    expect(output).toBeDefined();
    expect(JSON.stringify(output)).not.toContain('$outputFile');
  });
});
