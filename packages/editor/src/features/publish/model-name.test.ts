import { expect, it } from 'vitest';
import { modelNameProblem, suggestModelName } from './model-name.ts';

it('suggests a name that can be taken, whatever the title is', () => {
  for (const title of ['Three lines on a note', 'Ünïcødé & more!', '---', undefined]) {
    expect(modelNameProblem(suggestModelName(title))).toBeUndefined();
  }
  expect(suggestModelName('Three lines on a note')).toBe('my/three-lines-on-a-note');
});

it('says what is wrong with a name', () => {
  expect(modelNameProblem('poster')).toContain('Needs an owner and a name');
  expect(modelNameProblem('My/Poster')).toContain('lowercase');
  expect(modelNameProblem('a/b/c')).toContain('one /');
});
