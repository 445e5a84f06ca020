import { expect, it } from 'vitest';
import * as publicApi from '../src/index.ts';

it('exports what was decided', () => {
  expect(Object.keys(publicApi).toSorted()).toEqual(['createLocal']);
});
