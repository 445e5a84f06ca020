import { RunCore } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { recordRun } from '../../../test/run-harness.ts';
import { RunFold } from '../../runs/run-fold.ts';
import { runLog } from './run-log.ts';

describe('the log of a run', () => {
  it('tells in order what happened, with the reasons of failures and what models said', async () => {
    const workflow = {
      catena: 1 as const,
      nodes: {
        fine: { type: 'pair', title: 'Pair them', input: { a: 'x', b: 'y' } },
        odd: { type: 'predict', provider: 'fake', model: 'test/shaky', input: { text: 'odd' } },
      },
    };
    const { messages } = await recordRun(workflow);
    const fold = new RunFold({ id: 'run' }, RunCore);
    for (const message of messages) fold.apply(message, 0);
    const notice = { type: 'log' as const, step: 'odd', text: 'one\n\ntwo\n' };
    fold.apply({ type: 'notice', notice }, 0);
    const lines = runLog(fold.view(), workflow);
    expect(lines.map(({ at }) => at)).toEqual(
      lines.map(({ at }) => at).toSorted((one, other) => one - other),
    );
    const told = (name: string) =>
      lines.filter(({ source }) => source === name).map(({ text }) => text);
    expect(told('Pair them')).toEqual(['Started', expect.stringMatching(/^Done in /)]);
    expect(told('odd')).toEqual(['Started', 'one', 'two', 'Failed: The text is odd.']);
    expect(told('Run')).toEqual(['Started', 'Run failed']);
  });
});
