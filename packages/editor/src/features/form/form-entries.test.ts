import { describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { drawRunInputs, pickRunInputs } from '../../document/run-inputs.ts';
import { differs, inputsToTake, readForm } from './form-entries.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: {
    size: { type: 'integer', title: 'Size', default: 4, minimum: 1, maximum: 8 },
    words: { type: 'text' },
    style: { type: 'text', enum: ['oil', 'ink'], default: 'ink' },
  },
  nodes: {},
};

describe('the form of a workflow', () => {
  it('has a field for each input, in order, with the default until something is entered', () => {
    const entries = readForm(workflow, { size: 6 });
    expect(entries.map(({ name, value, isEntered }) => [name, value, isEntered])).toEqual([
      ['size', 6, true],
      ['words', undefined, false],
      ['style', 'ink', false],
    ]);
    expect(entries.map(({ isMissing }) => isMissing)).toEqual([false, true, false]);
  });

  it('says what is wrong with a value', () => {
    const problems = readForm(workflow, { size: 9, words: 'yes', style: 'chalk' }).map(
      ({ problem }) => problem,
    );
    expect(problems[0]).toMatch(/8/);
    expect(problems[1]).toBeUndefined();
    expect(problems[2]).toMatch(/oil/);
  });

  it('shows that a field was emptied; its default holds all the same', () => {
    const entered = { size: undefined };
    expect(readForm(workflow, entered)[0]).toMatchObject({ value: undefined, isMissing: false });
    expect(pickRunInputs(workflow, entered)).toEqual({});
  });

  it('gives a run only what the workflow knows, and draws what is random', () => {
    const picked = pickRunInputs(workflow, { size: { $random: true }, gone: 1, words: 'a' });
    expect(Object.keys(picked)).toEqual(['size', 'words']);
    const drawn = drawRunInputs({ size: { $random: { minimum: 2, maximum: 5 } } }, () => 0.999);
    expect(drawn).toEqual({ size: 5 });
    expect(drawRunInputs({ size: { $random: { minimum: 2, maximum: 5 } } }, () => 0)).toEqual({
      size: 2,
    });
  });
});

describe('the inputs of a run before', () => {
  const ran = { size: 4, words: 'then', style: 'oil', gone: true };

  it('differ from what was entered, or not', () => {
    expect(differs(workflow, {}, ran)).toBe(true);
    expect(differs(workflow, { words: 'then', style: 'oil' }, ran)).toBe(false);
    const random = { size: { $random: true }, words: 'then', style: 'oil' };
    expect(differs(workflow, random, ran)).toBe(false);
  });

  it('are taken over where they are no defaults', () => {
    expect(inputsToTake(workflow, ran)).toEqual({ words: 'then', style: 'oil' });
  });
});
