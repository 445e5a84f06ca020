import { expect, it } from 'vitest';
import { collectModels } from './collect-models.ts';
import { catalog } from '../../test/sample-catalog.ts';

it('names the model of each node whose ports come from it, in document order', () => {
  const nodes = {
    second: { type: 'predict', provider: 'local', model: 'a/b:1' },
    first: { type: 'predict', provider: 'local', model: 'a/b:1' },
    unset: { type: 'predict', provider: 'local' },
    other: { type: 'text.join', provider: 'local', model: 'a/b' },
    strange: { type: 'no.such', provider: 'local', model: 'a/b' },
  };
  expect(collectModels({ catena: 1, nodes }, catalog)).toEqual([
    { nodeId: 'second', provider: 'local', model: 'a/b:1' },
    { nodeId: 'first', provider: 'local', model: 'a/b:1' },
  ]);
});
