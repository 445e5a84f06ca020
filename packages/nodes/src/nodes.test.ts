import { readdirSync } from 'node:fs';
import { describeNode, type AnyNodeDefinition } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { exampleInputs } from '../test/example-inputs.ts';
import { runNode } from '../test/node-context.ts';
import { allNodes, createNodeLibrary } from './index.ts';

const model = { provider: 'local', model: 'catena/echo' };

function isDefinition(value: unknown): value is AnyNodeDefinition {
  return typeof value === 'object' && value !== null && 'type' in value && 'run' in value;
}

async function definitionsInFiles(): Promise<AnyNodeDefinition[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.includes('/') && /(?<!\.test)\.ts$/.test(file));
  const modules = await Promise.all(sources.map((file) => import(/* @vite-ignore */ `./${file}`)));
  return modules.flatMap((loaded) => Object.values(loaded as object)).filter(isDefinition);
}

describe('the list of nodes', () => {
  it('has every node type that has a file, once', async () => {
    const inFiles = await definitionsInFiles();
    expect(new Set(allNodes)).toEqual(new Set(inFiles));
    expect(new Set(allNodes.map((node) => node.type)).size).toBe(inFiles.length);
  });

  it('makes a library that can plan and run them', () => {
    const library = createNodeLibrary();
    expect(library.catalog.all().map((node) => node.type)).toEqual(
      allNodes.map((node) => node.type),
    );
    expect(library.get('list.zip').title).toBe('Zip lists');
  });
});

describe.each(allNodes.map((definition) => [definition.type, definition] as const))(
  '%s',
  (type, definition) => {
    const descriptor = describeNode(definition);
    const ports = [...descriptor.inputs, ...descriptor.outputs];
    const input = () => structuredClone(exampleInputs[type] ?? {});

    it('has a type, a version and words', () => {
      expect(type).toMatch(/^(predict|workflow|[a-z]+\.[a-z]+(-[a-z]+)*)$/);
      expect(definition.version).toBeGreaterThanOrEqual(1);
      expect(definition.title).toMatch(/^[A-Z].{2,30}$/);
      expect(definition.description).toMatch(/^[A-Z].{10,200}\.$/s);
      if (type.includes('.')) expect(type.split('.')[0]).toBe(definition.category);
    });

    it('is described by plain JSON', () => {
      expect(JSON.parse(JSON.stringify(descriptor))).toEqual(descriptor);
    });

    it('has words for every port', () => {
      for (const port of ports) {
        expect(port.title, port.name).toMatch(/^[A-Z]/);
        expect(port.description, port.name).toMatch(/\.$|\]$/);
      }
    });

    it('bounds every number that has a default', () => {
      const numbers = descriptor.inputs.filter(
        (port) => typeof port.default === 'number' && port.type.depth === 0,
      );
      for (const port of numbers) {
        expect(port.minimum, port.name).toBeTypeOf('number');
        expect(port.maximum, port.name).toBeTypeOf('number');
      }
    });

    it('gives the same output for the same input, and does not change it', async () => {
      // `runNode` freezes the input, so that a change throws.
      expect(exampleInputs[type], 'an example input').toBeDefined();
      const first = await runNode(definition, input(), model);
      const second = await runNode(definition, input(), model);
      expect(second.output).toEqual(first.output);
    });

    it('gives only outputs that it declares', async () => {
      const { kind } = definition.portsFrom ?? {};
      if (kind === 'model' || kind === 'workflow') return;
      const { output } = await runNode(definition, input(), model);
      const names = descriptor.outputs.map((port) => port.name);
      expect(Object.keys(output).filter((name) => !names.includes(name))).toEqual([]);
    });
  },
);
