import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors/engine-error.ts';
import type { Workflow } from './workflow-schema.ts';
import { writeWorkflow } from './write-workflow.ts';

const workflow: Workflow = {
  layout: { b: [320, 0], a: [0, 0], zoom: { level: 2, at: [1, 2] } },
  outputs: { z: { title: 'Last', $from: 'b.out' }, y: { $from: 'a.out' } },
  nodes: {
    b: {
      extra: 1,
      another: 2,
      input: { words: Array.from({ length: 30 }, (_, index) => `word ${index}`), seed: -0 },
      type: 'text.join',
      title: 'Join',
    },
    a: { type: 'text.make', input: { z: { each: true, $from: 'inputs.second' }, a: {} } },
  },
  inputs: { second: { type: 'text' }, first: { default: [], type: 'text[]' } },
  later: { b: 1, a: 2 },
  name: 'Sample',
  catena: 1,
};

describe('writeWorkflow', () => {
  it('writes known members in the order of the schema, unknown ones sorted after them', () => {
    const text = writeWorkflow(workflow);
    expect(text.match(/^ {2}"[^"]+"/gm)?.map((key) => key.trim())).toEqual(
      ['catena', 'name', 'inputs', 'nodes', 'outputs', 'layout', 'later'].map((key) => `"${key}"`),
    );
    expect(text.match(/^ {6}"[^"]+"/gm)?.map((key) => key.trim())).toEqual(
      ['type', 'input', 'type', 'title', 'input', 'another', 'extra'].map((key) => `"${key}"`),
    );
  });

  it('sorts nodes by name, keeps the order of inputs and outputs, and puts each layout on one line', () => {
    const text = writeWorkflow(workflow);
    expect(text.indexOf('"a": {\n')).toBeLessThan(text.indexOf('"b": {\n'));
    expect(text.indexOf('"second"')).toBeLessThan(text.indexOf('"first"'));
    expect(text).toContain(
      '  "outputs": {\n    "z": { "$from": "b.out", "title": "Last" },\n    "y": { "$from": "a.out" }\n  },',
    );
    expect(text).toContain(
      '  "layout": {\n    "a": [0, 0],\n    "b": [320, 0],\n    "zoom": { "at": [1, 2], "level": 2 }\n  },',
    );
    expect(text).toContain('"input": { "a": {}, "z": { "$from": "inputs.second", "each": true } }');
    expect(text).toContain('"seed": -0');
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('fills lines up to 100 columns and breaks longer ones', () => {
    const widthOf = (length: number) => {
      const written = writeWorkflow({ catena: 1, nodes: {}, x: ['y'.repeat(length), 1] });
      return written.split('\n').find((line) => line.includes('yyy'))?.length;
    };
    expect(widthOf(86)).toBe(100);
    expect(widthOf(87)).toBeLessThan(100);
    expect(
      Math.max(
        ...writeWorkflow(workflow)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  it('refuses to write what looks like a token, without repeating it', () => {
    const token = `r8_${'Ab3'.repeat(12)}`;
    const write = () => writeWorkflow({ ...workflow, note: `use ${token}` });
    expect(write).toThrow(EngineError);
    expect(write).toThrow(/note.*Replicate token/);
    expect(write).not.toThrow(token);
  });
});
