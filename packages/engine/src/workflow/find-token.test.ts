import { expect, it } from 'vitest';
import { findToken, maskTokens } from './find-token.ts';
import { showValue } from './show-value.ts';

const tail = 'Ab3'.repeat(12);

it.each([`r8_${tail}`, `Bearer sk-proj-${tail}`, `x=hf_${tail}`, `ghp_${tail}`, `whsec_${tail}`])(
  'sees the token in %s',
  (text) => {
    expect(findToken(text)).toBeDefined();
    expect(maskTokens(text)).not.toContain(tail);
    expect(showValue(text)).not.toContain('Ab3Ab3');
  },
);

it.each([
  'r8_short1',
  'a task-based-approach-to-learning-1',
  'sk-learn-classification-models',
  'disk-1234567890123456789',
])('sees no token in %s', (text) => {
  expect(findToken(text)).toBeUndefined();
});
